import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import ArrowDownwardIcon from '@material-ui/icons/ArrowDownward';
import { useEffect, useRef } from 'react';
import { PodLog } from '../../../hooks/usePodLog';
import { stagingsTranslationRef } from '../../../translations/ref';
import { LogText } from './LogText';
import { LogSearch } from './useLogSearch';
import { useTail } from './useTail';

const useStyles = makeStyles(theme => ({
  frame: { position: 'relative' },
  box: {
    height: '55vh',
    minHeight: 240,
    overflow: 'auto',
    padding: theme.spacing(1, 0),
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    whiteSpace: 'pre',
    backgroundColor: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  wrapped: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  newest: {
    position: 'absolute',
    right: theme.spacing(3),
    bottom: theme.spacing(2),
  },
}));

interface LogPaneProps {
  log: PodLog;
  search: LogSearch;
  wrap: boolean;
  /** What a screen reader calls it. */
  label: string;
}

/** The text of a log; follows its end until its reader scrolls up. */
export function LogPane({ log, search, wrap, label }: LogPaneProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const box = useRef<HTMLDivElement>(null);
  const { lines, dropped } = log;
  const tail = useTail(box, dropped + lines.length);
  const current = search.matches[search.current];
  const { line, inLine } = current ?? {};
  const { pause } = tail;

  useEffect(() => {
    if (line === undefined) return;
    pause();
    if (box.current) centreMatch(box.current);
  }, [line, inLine, search.wanted, pause]);

  return (
    <div className={classes.frame}>
      <div
        ref={box}
        className={`${classes.box} ${wrap ? classes.wrapped : ''}`}
        role="region"
        aria-label={label}
        // Keyboards scroll what they can focus.
        tabIndex={0}
        onScroll={tail.onScroll}
      >
        <LogText lines={lines} dropped={dropped} search={search} />
      </div>
      {tail.isPaused && lines.length > 0 && (
        <Button
          className={classes.newest}
          variant="contained"
          color="primary"
          size="small"
          startIcon={<ArrowDownwardIcon />}
          onClick={tail.jumpToEnd}
        >
          {t('logs.newest')}
        </Button>
      )}
    </div>
  );
}

/** Moves the text within its box; the page around it stays where it is. */
function centreMatch(box: HTMLElement): void {
  const match = box.querySelector('[data-current]');
  if (!match) return;
  const { top } = match.getBoundingClientRect();
  const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
  box.scrollTop += top - middle;
}

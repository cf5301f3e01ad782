import { makeStyles } from '@material-ui/core/styles';
import { memo } from 'react';
import { Match, partsOf } from './search';
import { LogSearch } from './useLogSearch';

/** Lines that are drawn together. Blocks out of sight cost the browser nothing. */
export const BLOCK_SIZE = 100;

/** Height of a line that is not wrapped, in pixels. */
const LINE_HEIGHT = 20;

const useStyles = makeStyles(theme => ({
  block: {
    contentVisibility: 'auto',
    containIntrinsicSize: `auto ${BLOCK_SIZE * LINE_HEIGHT}px`,
  },
  line: { display: 'flex', minHeight: LINE_HEIGHT, lineHeight: '20px' },
  number: {
    flexShrink: 0,
    width: '6ch',
    paddingRight: '1ch',
    textAlign: 'right',
    userSelect: 'none',
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
  found: {
    color: theme.palette.getContrastText(theme.palette.warning.light),
    backgroundColor: theme.palette.warning.light,
    opacity: 0.75,
  },
  current: {
    color: theme.palette.getContrastText(theme.palette.warning.light),
    backgroundColor: theme.palette.warning.light,
    outline: `2px solid ${theme.palette.warning.dark}`,
  },
}));

interface LogBlockProps {
  lines: string[];
  /** Number of the first line, from 1. */
  first: number;
  wanted: string;
  /** The match that is looked at, where it is in this block. */
  current?: Match;
}

interface LogTextProps {
  lines: string[];
  dropped: number;
  search: Pick<LogSearch, 'wanted' | 'matches' | 'current'>;
}

/** Lines are only ever added at the end, so where a block begins and how long it is tells what is in it. */
function isSame(one: LogBlockProps, other: LogBlockProps): boolean {
  return (
    one.first === other.first &&
    one.lines.length === other.lines.length &&
    one.wanted === other.wanted &&
    one.current?.line === other.current?.line &&
    one.current?.inLine === other.current?.inLine
  );
}

const LogBlock = memo((props: LogBlockProps) => {
  const { lines, first, wanted, current } = props;
  const classes = useStyles();
  return (
    <div className={classes.block}>
      {lines.map((line, index) => (
        <div key={first + index} className={classes.line} data-log-line>
          <span className={classes.number} aria-hidden>
            {first + index}
          </span>
          <span>
            {partsOf(line, wanted).map(({ text, match }, part) => {
              if (match === undefined) return text;
              const isCurrent =
                index === current?.line && match === current.inLine;
              return (
                <mark
                  key={part}
                  className={isCurrent ? classes.current : classes.found}
                  data-current={isCurrent || undefined}
                >
                  {text}
                </mark>
              );
            })}
          </span>
        </div>
      ))}
    </div>
  );
}, isSame);
LogBlock.displayName = 'LogBlock';

/** The lines of a log. Only blocks with new lines, and those that matches come to or go from, are drawn again. */
export function LogText({ lines, dropped, search }: LogTextProps) {
  const { wanted, matches } = search;
  const current = matches[search.current];
  const offset = dropped % BLOCK_SIZE;
  const blockOf = (line: number) => Math.floor((line + offset) / BLOCK_SIZE);
  const matched = new Set(matches.map(({ line }) => blockOf(line)));
  const count = Math.ceil((lines.length + offset) / BLOCK_SIZE);
  return (
    <>
      {Array.from({ length: count }, (_, index) => {
        const from = Math.max(0, index * BLOCK_SIZE - offset);
        const to = (index + 1) * BLOCK_SIZE - offset;
        const isHere = current && blockOf(current.line) === index;
        return (
          <LogBlock
            key={Math.floor(dropped / BLOCK_SIZE) + index}
            lines={lines.slice(from, to)}
            first={dropped + from + 1}
            wanted={matched.has(index) ? wanted : ''}
            current={
              isHere
                ? { line: current.line - from, inLine: current.inLine }
                : undefined
            }
          />
        );
      })}
    </>
  );
}

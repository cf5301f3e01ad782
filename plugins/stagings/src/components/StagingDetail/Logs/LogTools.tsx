import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import GetAppIcon from '@material-ui/icons/GetApp';
import KeyboardArrowDownIcon from '@material-ui/icons/KeyboardArrowDown';
import KeyboardArrowUpIcon from '@material-ui/icons/KeyboardArrowUp';
import { KeyboardEvent } from 'react';
import { stagingsTranslationRef } from '../../../translations/ref';
import { LogSearch } from './useLogSearch';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  search: { flex: '1 1 200px', maxWidth: 320 },
  count: { minWidth: '9ch', fontVariantNumeric: 'tabular-nums' },
  spacer: { flexGrow: 1 },
}));

interface LogToolsProps {
  search: LogSearch;
  wrap: boolean;
  onWrap(wrap: boolean): void;
  onDownload(): void;
}

/** Search with its matches, wrapping, and the log as a file. */
export function LogTools(props: LogToolsProps) {
  const { search, wrap, onWrap, onDownload } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { matches, current, text, go } = search;
  const isIdle = matches.length === 0;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  };
  return (
    <div className={classes.root}>
      <TextField
        id="stagings-log-search"
        className={classes.search}
        type="search"
        label={t('logs.search')}
        value={text}
        onChange={event => search.setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Typography
        className={classes.count}
        variant="caption"
        color="textSecondary"
        role="status"
      >
        {text &&
          text === search.wanted &&
          (isIdle
            ? t('logs.noMatch')
            : t('logs.match', {
                current: String(current + 1),
                total: String(matches.length),
              }))}
      </Typography>
      <IconButton
        size="small"
        disabled={isIdle}
        aria-label={t('logs.previousMatch')}
        onClick={() => go(-1)}
      >
        <KeyboardArrowUpIcon />
      </IconButton>
      <IconButton
        size="small"
        disabled={isIdle}
        aria-label={t('logs.nextMatch')}
        onClick={() => go(1)}
      >
        <KeyboardArrowDownIcon />
      </IconButton>
      <span className={classes.spacer} />
      <FormControlLabel
        label={t('logs.wrap')}
        control={
          <Switch
            color="primary"
            checked={wrap}
            onChange={(_event, checked) => onWrap(checked)}
          />
        }
      />
      <Tooltip title={t('logs.download')}>
        <IconButton
          size="small"
          aria-label={t('logs.download')}
          onClick={onDownload}
        >
          <GetAppIcon />
        </IconButton>
      </Tooltip>
    </div>
  );
}

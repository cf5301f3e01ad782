import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { PodLog } from '../../../hooks/usePodLog';
import { stagingsTranslationRef } from '../../../translations/ref';
import { LogTarget, targetKey } from './logTargets';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  target: { flex: '0 1 420px', minWidth: 220 },
}));

interface LogControlsProps {
  targets: LogTarget[];
  target: LogTarget;
  onTarget(key: string): void;
  /** Undefined where the container has had only one run. */
  previous: boolean | undefined;
  onPrevious(previous: boolean): void;
  follow: boolean;
  onFollow(follow: boolean): void;
  state: PodLog['state'];
}

/** Which container, which run, and whether to follow. */
export function LogControls(props: LogControlsProps) {
  const { targets, target, previous, follow } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <TextField
        className={classes.target}
        id="stagings-log-target"
        select
        label={t('logs.container')}
        value={targetKey(target)}
        onChange={event => props.onTarget(event.target.value)}
      >
        {targets.map(each => (
          <MenuItem key={targetKey(each)} value={targetKey(each)}>
            {each.container.name} · {each.pod}
          </MenuItem>
        ))}
      </TextField>
      {previous !== undefined && (
        <FormControlLabel
          label={t('logs.previous')}
          control={
            <Switch
              color="primary"
              checked={previous}
              onChange={(_event, checked) => props.onPrevious(checked)}
            />
          }
        />
      )}
      <FormControlLabel
        label={t('logs.follow')}
        disabled={previous}
        control={
          <Switch
            color="primary"
            checked={follow && !previous}
            onChange={(_event, checked) => props.onFollow(checked)}
          />
        }
      />
      <Typography variant="caption" color="textSecondary" role="status">
        {t(`logs.state.${props.state}`)}
      </Typography>
    </div>
  );
}

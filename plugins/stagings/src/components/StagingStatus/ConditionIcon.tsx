import { makeStyles, Theme } from '@material-ui/core/styles';
import ArchiveIcon from '@material-ui/icons/Archive';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import DeleteIcon from '@material-ui/icons/Delete';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/Help';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import ScheduleIcon from '@material-ui/icons/Schedule';
import WarningIcon from '@material-ui/icons/Warning';
import { Condition } from './condition';

const icons = {
  queued: ScheduleIcon,
  waiting: HourglassEmptyIcon,
  starting: AutorenewIcon,
  running: CheckCircleIcon,
  failing: WarningIcon,
  failed: ErrorIcon,
  unknown: HelpIcon,
  archiving: ArchiveIcon,
  archived: ArchiveIcon,
  deleting: DeleteIcon,
  deleted: DeleteIcon,
} as const satisfies Record<Condition, typeof CheckCircleIcon>;

const useStyles = makeStyles((theme: Theme) => {
  const { status, text } = theme.palette;
  return {
    icon: { flexShrink: 0, fontSize: '1.25rem' },
    queued: { color: text.secondary },
    waiting: { color: text.secondary },
    starting: { color: status.running, animation: '$turn 2s linear infinite' },
    running: { color: status.ok },
    failing: { color: status.warning },
    failed: { color: status.error },
    unknown: { color: text.secondary },
    archiving: { color: text.secondary },
    archived: { color: text.secondary },
    deleting: { color: text.secondary },
    deleted: { color: text.secondary },
    '@keyframes turn': { to: { transform: 'rotate(360deg)' } },
    '@media (prefers-reduced-motion: reduce)': {
      starting: { animation: 'none' },
    },
  };
});

/** The picture of a condition; its word always stands beside it. */
export function ConditionIcon({ condition }: { condition: Condition }) {
  const classes = useStyles();
  const Icon = icons[condition];
  return (
    <Icon className={`${classes.icon} ${classes[condition]}`} aria-hidden />
  );
}

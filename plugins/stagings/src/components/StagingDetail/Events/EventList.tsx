import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import InfoIcon from '@material-ui/icons/InfoOutlined';
import WarningIcon from '@material-ui/icons/Warning';
import { StagingEvent } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../../translations/ref';
import { RelativeTime } from '../../Time/RelativeTime';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  event: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'auto minmax(0, 1fr)',
    },
  },
  icon: { fontSize: '1.25rem' },
  warning: { color: theme.palette.status.warning },
  normal: { color: theme.palette.text.secondary },
  aside: { color: theme.palette.text.secondary },
  when: {
    color: theme.palette.text.secondary,
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('xs')]: { gridColumn: 2 },
  },
  message: { gridColumn: 2 },
}));

/** Events, newest first. */
export function EventList({ events }: { events: StagingEvent[] }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={t('detail.events')}>
      {events.map(event => (
        <EventItem key={keyOf(event)} event={event} />
      ))}
    </ul>
  );
}

function EventItem({ event }: { event: StagingEvent }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { type, reason, message, object, count, source } = event;
  const isWarning = type === 'Warning';
  const Icon = isWarning ? WarningIcon : InfoIcon;
  return (
    <li className={classes.event}>
      <Icon
        className={`${classes.icon} ${
          isWarning ? classes.warning : classes.normal
        }`}
        titleAccess={isWarning ? t('events.warning') : t('events.normal')}
      />
      <div>
        <strong>{reason}</strong>{' '}
        <span className={classes.aside}>
          {object.kind} {object.name}
          {count > 1 && ` · ${t('events.times', { amount: String(count) })}`}
          {source && ` · ${source}`}
        </span>
      </div>
      <div className={classes.when}>
        <RelativeTime at={event.lastSeen} />
      </div>
      <div className={classes.message}>{message}</div>
    </li>
  );
}

function keyOf({ object, reason, message, firstSeen }: StagingEvent): string {
  return [object.kind, object.name, reason, firstSeen, message].join(' ');
}

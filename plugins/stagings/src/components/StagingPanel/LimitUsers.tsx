import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { useActorName } from '../People/useActorName';
import { RelativeTime } from '../Time/RelativeTime';

const MOST = 5;

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(1) },
  list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
}));

interface LimitUsersProps {
  /** The longest unchanged first. */
  users: StagingSummary[];
  detailPath(id: string): string;
}

/** Who uses what the limit allows: the stagings that nobody touched for the longest time. */
export function LimitUsers({ users, detailPath }: LimitUsersProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const actorName = useActorName();
  if (users.length === 0) return null;
  return (
    <div className={classes.root}>
      <div>{t('panel.limitUsers')}</div>
      <ul className={classes.list} aria-label={t('panel.limitUsers')}>
        {users.slice(0, MOST).map(({ id, name, createdBy, updatedAt }) => (
          <li key={id}>
            <Link to={detailPath(id)}>{name}</Link> · {actorName(createdBy)} ·{' '}
            <RelativeTime at={updatedAt} />
          </li>
        ))}
      </ul>
    </div>
  );
}

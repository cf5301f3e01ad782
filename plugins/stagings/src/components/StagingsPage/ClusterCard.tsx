import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import { Phase, StagingsCluster } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { Orphans } from './Orphans';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(2), display: 'grid', gap: theme.spacing(1) },
  head: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  ok: { color: theme.palette.status.ok },
  error: { color: theme.palette.status.error },
  aside: { color: theme.palette.text.secondary },
}));

/** Phases in which a staging may need an administrator come first. */
const ORDER: Phase[] = [
  ...(['failed', 'waiting', 'deleting', 'queued', 'deploying'] as const),
  ...(['running', 'archiving', 'archived'] as const),
];

const wordOf = (phase: Phase) => (phase === 'deploying' ? 'starting' : phase);

/** One cluster: whether it can be reached, its stagings, and what is left over. */
export function ClusterCard({ cluster }: { cluster: StagingsCluster }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { name, reachable, version, message, stagings } = cluster;
  return (
    <Paper variant="outlined" className={classes.root} role="article">
      <div className={classes.head}>
        {reachable ? (
          <CheckCircleIcon className={classes.ok} aria-hidden />
        ) : (
          <ErrorIcon className={classes.error} aria-hidden />
        )}
        <Typography variant="h6" component="h3">
          {name}
        </Typography>
        <span>
          {reachable ? t('clusters.reachable') : t('clusters.unreachable')}
        </span>
        {version && <span className={classes.aside}>{version}</span>}
      </div>
      {message && <div>{message}</div>}
      <div>
        {ORDER.flatMap(phase => {
          const count = stagings[phase];
          return count ? [`${t(`condition.${wordOf(phase)}`)} ${count}`] : [];
        }).join(' · ') || t('clusters.noStagings')}{' '}
        <Link to={`?cluster=${encodeURIComponent(name)}`}>
          → {t('clusters.showStagings')}
        </Link>
      </div>
      {reachable && <Orphans cluster={cluster} />}
      {cluster.unlistedKinds.length > 0 && (
        <div className={classes.aside}>
          {t('clusters.unlisted', { kinds: cluster.unlistedKinds.join(', ') })}
        </div>
      )}
    </Paper>
  );
}

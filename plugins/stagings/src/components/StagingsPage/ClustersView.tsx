import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { StagingsCluster } from 'backstage-plugin-stagings-common';
import { Live } from '../../hooks/useLiveQuery';
import { stagingsTranslationRef } from '../../translations/ref';
import { Freshness } from '../LiveData/Freshness';
import { ReadFailure } from '../LiveData/ReadFailure';
import { ClusterCard } from './ClusterCard';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.body2.fontSize,
  },
}));

/** For administrators: how each cluster is, and what is left in it that belongs to no staging. */
export function ClustersView({ live }: { live: Live<StagingsCluster[]> }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <section className={classes.root} aria-label={t('clusters.title')}>
      <ReadFailure live={live} title={t('clusters.readFailed')} />
      {live.seenAt && <Freshness seenAt={live.seenAt} />}
      {live.data?.length === 0 && (
        <Typography color="textSecondary">{t('clusters.none')}</Typography>
      )}
      {live.data?.map(cluster => (
        <ClusterCard key={cluster.name} cluster={cluster} />
      ))}
    </section>
  );
}

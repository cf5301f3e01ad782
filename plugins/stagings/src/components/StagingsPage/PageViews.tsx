import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { stagingsAdminPermission } from 'backstage-plugin-stagings-common';
import { useSearchParams } from 'react-router-dom';
import { toRefusal } from '../../api/refusal';
import { useClusters } from '../../hooks/useClusters';
import { stagingsTranslationRef } from '../../translations/ref';
import { StagingColumn } from '../StagingsTable/columns';
import { AllStagings } from './AllStagings';
import { ClustersView } from './ClustersView';

const useStyles = makeStyles(theme => ({
  tabs: { marginBottom: theme.spacing(2) },
}));

interface PageViewsProps {
  columns?: readonly StagingColumn[];
}

/** The list; for administrators, at `?view=clusters`, the clusters beside it. */
export function PageViews({ columns }: PageViewsProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [params, setParams] = useSearchParams();
  const { allowed } = usePermission({ permission: stagingsAdminPermission });
  const clusters = useClusters(allowed);
  // While the portal's permissions are off everybody is allowed, and only the backend knows its administrators.
  const refused = toRefusal(clusters.error).status === 403;
  const administers =
    allowed && !refused && Boolean(clusters.data || clusters.error);
  const view =
    administers && params.get('view') === 'clusters' ? 'clusters' : 'list';
  // The list stays the same one when the views come, so that nobody loses what was opened or typed.
  return (
    <>
      {administers && (
        <Tabs
          className={classes.tabs}
          value={view}
          indicatorColor="primary"
          aria-label={t('page.views')}
          onChange={(_event, next) =>
            setParams(next === 'clusters' ? { view: next } : {})
          }
        >
          <Tab value="list" label={t('page.title')} />
          <Tab value="clusters" label={t('clusters.title')} />
        </Tabs>
      )}
      {view === 'clusters' ? (
        <ClustersView live={clusters} />
      ) : (
        <AllStagings columns={columns} />
      )}
    </>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { Staging } from 'backstage-plugin-stagings-common';
import { useSearchParams } from 'react-router-dom';
import { stagingsTranslationRef } from '../../translations/ref';
import { EditStagingPanel } from '../StagingPanel/EditStagingPanel';
import { NewStagingRoute } from '../StagingPanel/NewStagingRoute';
import { ActivityTab } from './Activity/ActivityTab';
import { ConfigurationTab } from './Configuration/ConfigurationTab';
import { DETAIL_TABS, DetailTab, tabOf } from './detailSearch';
import { DetailHeader } from './DetailHeader';
import { EventsTab } from './Events/EventsTab';
import { LogsTab } from './Logs/LogsTab';
import { OverviewTab } from './Overview/OverviewTab';
import { StatusPanel } from './Status/StatusPanel';

const contents: Record<
  DetailTab,
  (props: { staging: Staging }) => JSX.Element
> = {
  overview: OverviewTab,
  configuration: ConfigurationTab,
  activity: ActivityTab,
  logs: LogsTab,
  events: EventsTab,
};

const useStyles = makeStyles(theme => ({
  root: {
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.body2.fontSize,
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  tabs: { borderBottom: `1px solid ${theme.palette.divider}` },
  tab: { minWidth: 96 },
}));

interface StagingDetailProps {
  staging: Staging;
  seenAt: number | undefined;
}

/** All about one staging: how it is and why, its links and actions, and tabs for the rest. */
export function StagingDetail({ staging, seenAt }: StagingDetailProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [params, setParams] = useSearchParams();
  const tab = tabOf(params);
  const Content = contents[tab];
  const mayEdit = staging.allowedActions.includes('update');
  return (
    <article className={classes.root} aria-label={staging.name}>
      <DetailHeader staging={staging} seenAt={seenAt} />
      <StatusPanel staging={staging} isAside={tab !== 'overview'} />
      <Tabs
        className={classes.tabs}
        value={tab}
        onChange={(_event, next: DetailTab) => setParams({ tab: next })}
        aria-label={t('detail.tabs')}
        indicatorColor="primary"
        variant="scrollable"
      >
        {DETAIL_TABS.map(name => (
          <Tab
            key={name}
            className={classes.tab}
            value={name}
            label={t(`detail.${name}`)}
            id={`stagings-tab-${name}`}
            aria-controls="stagings-tab-content"
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id="stagings-tab-content"
        aria-labelledby={`stagings-tab-${tab}`}
      >
        <Content staging={staging} />
      </div>
      {params.get('panel') === 'edit' && mayEdit && (
        <EditStagingPanel
          staging={staging}
          onClose={() => setParams({ tab }, { replace: true })}
        />
      )}
      <NewStagingRoute
        entityRef={staging.entityRef}
        detailPath={id => `../${id}`}
      />
    </article>
  );
}

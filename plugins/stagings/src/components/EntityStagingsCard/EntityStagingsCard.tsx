import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { useNavigate } from 'react-router-dom';
import { useStagings } from '../../hooks/useStagings';
import { entityStagingsRouteRef } from '../../routes';
import { stagingsTranslationRef } from '../../translations/ref';
import { ReadFailure } from '../LiveData/ReadFailure';
import { withNewStaging } from '../StagingPanel/newStagingLink';
import { NewStagingButton } from '../StagingsTab/NewStagingButton';
import { TableSkeleton } from '../StagingsTable/TableSkeleton';
import { StagingsTheme } from '../Theme/StagingsTheme';
import { CardStagings } from './CardStagings';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.body2.fontSize,
  },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
}));

/** The stagings of a component at a glance, for the overview of its page. The tab has to be there too. */
export function EntityStagingsCard() {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const tabPath = useRouteRef(entityStagingsRouteRef)();
  const navigate = useNavigate();
  const live = useStagings({ entityRef, state: 'active', pages: 1 });

  return (
    <StagingsTheme>
      <InfoCard title={t('card.title')} variant="gridItem">
        <div className={classes.root}>
          <ReadFailure live={live} title={t('live.failed')} />
          {!live.data && !live.error && <TableSkeleton />}
          {live.data && <CardStagings list={live.data} tabPath={tabPath} />}
          <div className={classes.foot}>
            <Link to={tabPath}>{t('card.all')}</Link>
            <NewStagingButton
              entityRef={entityRef}
              onClick={() =>
                navigate({
                  pathname: tabPath,
                  search: withNewStaging(new URLSearchParams()).toString(),
                })
              }
            />
          </div>
        </div>
      </InfoCard>
    </StagingsTheme>
  );
}

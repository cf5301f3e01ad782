import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useSearchParams } from 'react-router-dom';
import { useTemplates } from '../../hooks/useTemplates';
import { stagingsTranslationRef } from '../../translations/ref';
import { withNewStaging } from '../StagingPanel/newStagingLink';
import { NewStagingRoute } from '../StagingPanel/NewStagingRoute';
import { StagingColumn, TAB_COLUMNS } from '../StagingsTable/columns';
import { StagingsList } from '../StagingsTable/StagingsList';
import { NewStagingButton } from './NewStagingButton';
import { NoStagings, NoTemplate } from './NoStagings';

/** The stagings of the component whose page this is, and the panel for a new one at `?new`. */
export function ComponentStagings({
  columns = TAB_COLUMNS,
}: {
  columns?: readonly StagingColumn[];
}) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const templates = useTemplates(entityRef);
  const [params, setParams] = useSearchParams();

  const newButton = (
    <NewStagingButton
      entityRef={entityRef}
      onClick={() => setParams(withNewStaging(params))}
    />
  );
  const noTemplate = templates.data?.length === 0;
  return (
    <>
      <StagingsList
        title={t('tab.title', {
          component: entity.metadata.title ?? entity.metadata.name,
        })}
        columns={columns}
        scope={{ entityRef }}
        action={noTemplate ? undefined : newButton}
        empty={
          noTemplate ? (
            <NoTemplate entity={entity} />
          ) : (
            <NoStagings entityRef={entityRef} action={newButton} />
          )
        }
      />
      <NewStagingRoute entityRef={entityRef} detailPath={id => id} />
    </>
  );
}

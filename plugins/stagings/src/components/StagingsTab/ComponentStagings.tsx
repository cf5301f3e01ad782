import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useSearchParams } from 'react-router-dom';
import { useTemplates } from '../../hooks/useTemplates';
import { stagingsTranslationRef } from '../../translations/ref';
import { NewStagingPanel } from '../StagingPanel/NewStagingPanel';
import { StagingsList } from '../StagingsTable/StagingsList';
import { NewStagingButton } from './NewStagingButton';
import { NoStagings, NoTemplate } from './NoStagings';

/** The stagings of the component whose page this is, and the panel for a new one at `?panel=new`. */
export function ComponentStagings() {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const templates = useTemplates(entityRef);
  const [params, setParams] = useSearchParams();

  const newButton = (
    <NewStagingButton
      entityRef={entityRef}
      onClick={() => setParams({ panel: 'new' })}
    />
  );
  const noTemplate = templates.data?.length === 0;
  return (
    <>
      <StagingsList
        title={t('tab.title', {
          component: entity.metadata.title ?? entity.metadata.name,
        })}
        entityRef={entityRef}
        action={noTemplate ? undefined : newButton}
        empty={
          noTemplate ? (
            <NoTemplate entity={entity} />
          ) : (
            <NoStagings action={newButton} />
          )
        }
      />
      {params.get('panel') === 'new' && (
        <NewStagingPanel
          entity={entity}
          templates={templates}
          onClose={() => setParams({}, { replace: true })}
        />
      )}
    </>
  );
}

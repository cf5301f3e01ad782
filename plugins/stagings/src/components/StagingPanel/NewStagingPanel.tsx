import { Progress } from '@backstage/core-components';
import { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StagingTemplate } from 'backstage-plugin-stagings-common';
import { lazy } from 'react';
import { useNavigate } from 'react-router-dom';
import { Live } from '../../hooks/useLiveQuery';
import { useRefreshAll } from '../../hooks/useRefreshAll';
import { stagingsTranslationRef } from '../../translations/ref';
import { ReadFailure } from '../LiveData/ReadFailure';
import { SidePanel } from './SidePanel';

// The form library is large, and most visits to the tab do not need it.
const NewStagingForm = lazy(() =>
  import('./NewStagingForm').then(module => ({
    default: module.NewStagingForm,
  })),
);

interface NewStagingPanelProps {
  entity: Entity;
  templates: Live<StagingTemplate[]>;
  onClose(): void;
}

/** The panel that creates a staging, and then shows it starting. */
export function NewStagingPanel(props: NewStagingPanelProps) {
  const { entity, templates, onClose } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const navigate = useNavigate();
  const refreshAll = useRefreshAll();
  const title = t('panel.newTitle', {
    component: entity.metadata.title ?? entity.metadata.name,
  });
  return (
    <SidePanel title={title} onClose={onClose}>
      <ReadFailure live={templates} title={t('live.failed')} />
      {!templates.data && !templates.error && <Progress />}
      {templates.data && (
        <NewStagingForm
          entity={entity}
          templates={templates.data}
          onCancel={onClose}
          onCreated={staging => {
            navigate(staging.id);
            refreshAll();
          }}
        />
      )}
    </SidePanel>
  );
}

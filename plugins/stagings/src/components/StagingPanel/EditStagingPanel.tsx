import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Staging } from 'backstage-plugin-stagings-common';
import { lazy } from 'react';
import { useRefreshAll } from '../../hooks/useRefreshAll';
import { useTemplates } from '../../hooks/useTemplates';
import { stagingsTranslationRef } from '../../translations/ref';
import { ReadFailure } from '../LiveData/ReadFailure';
import { PanelSkeleton } from './PanelSkeleton';
import { SidePanel } from './SidePanel';

// The form library is large, and most visits do not need it.
const EditStagingForm = lazy(() =>
  import('./EditStagingForm').then(module => ({
    default: module.EditStagingForm,
  })),
);

interface EditStagingPanelProps {
  /** As it is now; it may change while the panel is open. */
  staging: Staging;
  onClose(): void;
}

/** The panel that changes the configuration of a staging. */
export function EditStagingPanel({ staging, onClose }: EditStagingPanelProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const templates = useTemplates(staging.entityRef);
  const refreshAll = useRefreshAll();
  return (
    <SidePanel
      title={t('panel.editTitle', { name: staging.name })}
      onClose={onClose}
    >
      <ReadFailure live={templates} title={t('panel.templatesFailed')} />
      {!templates.data && !templates.error && <PanelSkeleton />}
      {templates.data && (
        <EditStagingForm
          staging={staging}
          template={templates.data.find(
            ({ name }) => name === staging.template,
          )}
          onOutdated={refreshAll}
          onSaved={() => {
            onClose();
            refreshAll();
          }}
        />
      )}
    </SidePanel>
  );
}

import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Staging } from 'backstage-plugin-stagings-common';
import { lazy, useState } from 'react';
import { useRefreshAll } from '../../hooks/useRefreshAll';
import { useTemplates } from '../../hooks/useTemplates';
import { stagingsTranslationRef } from '../../translations/ref';
import { ReadFailure } from '../LiveData/ReadFailure';
import { SidePanel } from './SidePanel';

// The form library is large, and most visits do not need it.
const EditStagingForm = lazy(() =>
  import('./EditStagingForm').then(module => ({
    default: module.EditStagingForm,
  })),
);

interface EditStagingPanelProps {
  staging: Staging;
  onClose(): void;
}

/** The panel that changes the configuration of a staging, as it was when the panel was opened. */
export function EditStagingPanel({ staging, onClose }: EditStagingPanelProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const [opened] = useState(staging);
  const templates = useTemplates(staging.entityRef);
  const refreshAll = useRefreshAll();
  return (
    <SidePanel
      title={t('panel.editTitle', { name: staging.name })}
      onClose={onClose}
    >
      <ReadFailure live={templates} title={t('live.failed')} />
      {!templates.data && !templates.error && <Progress />}
      {templates.data && (
        <EditStagingForm
          staging={opened}
          template={templates.data.find(({ name }) => name === opened.template)}
          onCancel={onClose}
          onSaved={() => {
            onClose();
            refreshAll();
          }}
        />
      )}
    </SidePanel>
  );
}

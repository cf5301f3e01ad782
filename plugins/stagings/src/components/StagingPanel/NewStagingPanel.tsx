import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Staging } from 'backstage-plugin-stagings-common';
import { lazy } from 'react';
import { useRefreshAll } from '../../hooks/useRefreshAll';
import { useTemplates } from '../../hooks/useTemplates';
import { stagingsTranslationRef } from '../../translations/ref';
import { ReadFailure } from '../LiveData/ReadFailure';
import type { Prefill } from './newStagingDraft';
import { PanelSkeleton } from './PanelSkeleton';
import { SidePanel } from './SidePanel';

// The form library is large, and most visits to the tab do not need it.
const NewStagingForm = lazy(() =>
  import('./NewStagingForm').then(module => ({
    default: module.NewStagingForm,
  })),
);

interface NewStagingPanelProps {
  entityRef: string;
  prefill: Prefill;
  /** Where the detail of a staging is. */
  detailPath(id: string): string;
  onCreated(staging: Staging): void;
  onClose(): void;
}

/** The panel that creates a staging. */
export function NewStagingPanel(props: NewStagingPanelProps) {
  const { entityRef, onCreated, onClose } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const templates = useTemplates(entityRef);
  const refreshAll = useRefreshAll();
  const { primaryTitle } = useEntityPresentation(entityRef, {
    defaultKind: 'component',
    defaultNamespace: 'default',
  });
  const title = t('panel.newTitle', { component: primaryTitle });
  return (
    <SidePanel title={title} onClose={onClose}>
      <ReadFailure live={templates} title={t('panel.templatesFailed')} />
      {!templates.data && !templates.error && <PanelSkeleton />}
      {templates.data && (
        <NewStagingForm
          entityRef={entityRef}
          templates={templates.data}
          prefill={props.prefill}
          detailPath={props.detailPath}
          onCreated={staging => {
            onCreated(staging);
            refreshAll();
          }}
        />
      )}
    </SidePanel>
  );
}

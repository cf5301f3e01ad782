import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@material-ui/lab/Alert';
import { Staging, StagingTemplate } from 'backstage-plugin-stagings-common';
import { useMayCreate } from '../../hooks/useMayCreate';
import { stagingsTranslationRef } from '../../translations/ref';
import { KeptDraft, useKeptDraft } from './keptDrafts';
import { beginDraft, NewStagingDraft, Prefill } from './newStagingDraft';
import { NewStagingFields } from './NewStagingFields';
import { NewStagingRefusal } from './NewStagingRefusal';
import { PanelForm } from './PanelForm';
import { PrefillNotice } from './PrefillNotice';
import { ResumedNotice } from './ResumedNotice';
import { useConflicts } from './useConflicts';
import { useNewStagingForm } from './useNewStagingForm';

interface NewStagingFormProps {
  entityRef: string;
  templates: StagingTemplate[];
  prefill: Prefill;
  /** Where the detail of a staging is. */
  detailPath(id: string): string;
  onCreated(staging: Staging): void;
}

/** Asks for all that a new staging needs, and shows the address it will have. */
export function NewStagingForm(props: NewStagingFormProps) {
  const { entityRef, templates, prefill } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const key = `new ${entityRef} ${JSON.stringify(prefill.link)}`;
  const kept = useKeptDraft(key, () => beginDraft(templates, prefill));
  const template = templates.find(({ name }) => name === kept.draft.template);
  if (!template) {
    return (
      <Alert severity="info" style={{ margin: 24 }}>
        {t('empty.noTemplateTitle')}
      </Alert>
    );
  }
  return <TemplatedForm {...props} template={template} kept={kept} />;
}

interface TemplatedFormProps extends NewStagingFormProps {
  /** The chosen one. */
  template: StagingTemplate;
  kept: KeptDraft<NewStagingDraft>;
}

function TemplatedForm(props: TemplatedFormProps) {
  const { entityRef, templates, template, kept, prefill, detailPath } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { draft } = kept;
  const form = useNewStagingForm(props);
  const conflicts = useConflicts({ entityRef, template, draft, detailPath });
  const mayCreate = useMayCreate(entityRef);
  const { creation } = form;

  function noteOn() {
    if (mayCreate === false) return t('tab.newForbidden');
    return form.request ? undefined : t('panel.correctOverrides');
  }

  return (
    <PanelForm
      submitLabel={t('panel.create')}
      disabled={!!template.problem || mayCreate === false}
      note={noteOn()}
      busy={creation.busy}
      refusal={
        creation.refusal?.general && (
          <NewStagingRefusal
            refusal={creation.refusal}
            detailPath={detailPath}
          />
        )
      }
      onSubmit={form.submit}
    >
      {kept.isResumed ? (
        <ResumedNotice onStartAfresh={kept.startAfresh} />
      ) : (
        <PrefillNotice prefill={prefill} templates={templates} />
      )}
      <NewStagingFields
        entityRef={entityRef}
        templates={templates}
        template={template}
        draft={draft}
        form={form}
        conflicts={conflicts}
      />
    </PanelForm>
  );
}

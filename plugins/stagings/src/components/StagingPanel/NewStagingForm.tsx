import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@material-ui/lab/Alert';
import {
  isValidBranchName,
  isValidStagingName,
  Staging,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { useRef, useState } from 'react';
import { problemAt } from '../../api/refusal';
import { useSettled } from '../../hooks/useSettled';
import { stagingsTranslationRef } from '../../translations/ref';
import { PreviewSection } from '../StagingPreview/PreviewSection';
import { AddressField } from './AddressField';
import { useUnsaved } from './closeGuard';
import { useKeptDraft } from './keptDrafts';
import { MoreConfiguration } from './MoreConfiguration';
import {
  beginDraft,
  NewStagingDraft,
  parametersOf,
  Prefill,
  toRequest,
} from './newStagingDraft';
import { NewStagingRefusal } from './NewStagingRefusal';
import { PanelForm } from './PanelForm';
import { ParametersForm, ParametersFormHandle } from './ParametersForm';
import { PrefillNotice } from './PrefillNotice';
import { ResumedNotice } from './ResumedNotice';
import { SourceFields } from './SourceFields';
import { TemplateField } from './TemplateField';
import { useConflicts } from './useConflicts';
import { useCreateStaging } from './useCreateStaging';
import { usePreviewOfForm } from './usePreviewOfForm';

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
  kept: ReturnType<typeof useKeptDraft<NewStagingDraft>>;
}

function TemplatedForm(props: TemplatedFormProps) {
  const { entityRef, templates, template, kept, prefill, detailPath } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { draft } = kept;
  const [attempted, setAttempted] = useState(false);
  const parametersForm = useRef<ParametersFormHandle>(null);
  const creation = useCreateStaging(staging => {
    kept.forget();
    props.onCreated(staging);
  });
  useUnsaved({ isDirty: kept.isDirty, discard: kept.forget });
  const conflicts = useConflicts({ entityRef, template, draft, detailPath });
  const request = toRequest(entityRef, template, draft);
  const preview = usePreviewOfForm(request);
  const refusal = creation.refusal ?? preview.refusal;
  const settledBranch = useSettled(draft.branch);

  const change = (part: Partial<NewStagingDraft>) => {
    kept.change(part);
    creation.clearRefusal();
    preview.clearRefusal();
  };
  const isBranchOk = isValidBranchName(draft.branch);
  const unreadable = request ? undefined : t('preview.unreadable');
  const blocked = isBranchOk ? unreadable : t('preview.needsBranch');
  const submit = () => {
    setAttempted(true);
    const parametersOk = parametersForm.current?.validateForm() ?? false;
    const nameOk = draft.name === undefined || isValidStagingName(draft.name);
    if (request && parametersOk && nameOk && isBranchOk) {
      creation.submit(request);
    }
  };

  return (
    <PanelForm
      submitLabel={t('panel.create')}
      disabled={!!template.problem}
      note={request ? undefined : t('panel.correctOverrides')}
      busy={creation.busy}
      refusal={
        creation.refusal?.general && (
          <NewStagingRefusal
            refusal={creation.refusal}
            held={conflicts.held}
            detailPath={detailPath}
          />
        )
      }
      onSubmit={submit}
    >
      {kept.isResumed ? (
        <ResumedNotice onStartAfresh={kept.startAfresh} />
      ) : (
        <PrefillNotice prefill={prefill} templates={templates} />
      )}
      <SourceFields
        branch={draft.branch}
        commit={draft.commit}
        branches={conflicts.branches}
        conflict={conflicts.branch}
        attempted={attempted}
        refusal={refusal}
        onChange={change}
      />
      <TemplateField
        templates={templates}
        template={template}
        refusal={problemAt(refusal, 'template')}
        onChange={name => change({ template: name })}
      />
      <ParametersForm
        key={template.name}
        handle={parametersForm}
        schema={template.parameters}
        value={parametersOf(draft, template)}
        onChange={values =>
          change({
            parameters: { ...draft.parameters, [template.name]: values },
          })
        }
        refusal={refusal}
        liveCheck={attempted}
      />
      <MoreConfiguration
        draft={draft.overrides}
        onChange={overrides => change({ overrides })}
        template={template.name}
        query={{
          entityRef,
          ...(isValidBranchName(settledBranch) && { branch: settledBranch }),
        }}
        refusal={refusal}
      />
      <AddressField
        template={template}
        automatic={conflicts.automaticName}
        name={draft.name}
        conflict={conflicts.name}
        refusal={problemAt(refusal, 'name')}
        onChange={name => change({ name })}
      />
      <PreviewSection
        state={preview.state}
        blocked={blocked}
        onAsk={preview.ask}
        onCancel={preview.cancel}
      />
    </PanelForm>
  );
}

import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@material-ui/lab/Alert';
import {
  Staging,
  StagingTemplate,
  UpdateStagingRequest,
} from 'backstage-plugin-stagings-common';
import { useRef, useState } from 'react';
import { stagingsApiRef } from '../../api/stagingsApiRef';
import { stagingsTranslationRef } from '../../translations/ref';
import { MergeNotice } from '../Merge/MergeNotice';
import { PreviewSection } from '../StagingPreview/PreviewSection';
import { useUnsaved } from './closeGuard';
import { CommitField } from './CommitField';
import {
  ConfigurationDraft,
  ConfigurationInputs,
  draftOf,
  inputsOf,
  readDraft,
} from './configurationDraft';
import { configurationPatch } from './configurationPatch';
import { useKeptDraft } from './keptDrafts';
import { MoreConfiguration } from './MoreConfiguration';
import { PanelForm } from './PanelForm';
import { ParametersForm, ParametersFormHandle } from './ParametersForm';
import { RefusalAlert } from './RefusalAlert';
import { ResumedNotice } from './ResumedNotice';
import { usePreviewOfForm } from './usePreviewOfForm';
import { useSubmission } from './useSubmission';

interface EditStagingFormProps {
  /** As it is now; it may change while the form is open. */
  staging: Staging;
  /** Missing if it no longer applies to the component. */
  template: StagingTemplate | undefined;
  /** Reads the staging again. */
  onOutdated(): void;
  onSaved(): void;
}

/** The draft of a change, and the staging that it was begun on. */
interface EditDraft extends ConfigurationDraft {
  base: Staging;
}

/** Changes commit, parameters and overrides, and sends only what was changed. */
export function EditStagingForm(props: EditStagingFormProps) {
  const { staging, template } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const api = useApi(stagingsApiRef);
  const parametersForm = useRef<ParametersFormHandle>(null);
  const [attempted, setAttempted] = useState(false);
  const kept = useKeptDraft<EditDraft>(`edit ${staging.id}`, () => ({
    base: staging,
    ...draftOf(inputsOf(staging, template)),
  }));
  const { base, ...draft } = kept.draft;
  const from = inputsOf(base, template);
  const to = readDraft(draft);
  const patch = to && configurationPatch(from, to);
  const isOutdated = staging.revision > base.revision;
  useUnsaved({ isDirty: kept.isDirty, discard: kept.forget });

  const saving = useSubmission(async (request: UpdateStagingRequest) => {
    try {
      await api.updateStaging(staging.id, request);
    } catch (error) {
      props.onOutdated();
      throw error;
    }
    kept.forget();
    props.onSaved();
  });
  const preview = usePreviewOfForm(to && { stagingId: staging.id, ...patch });
  const refusal = saving.refusal ?? preview.refusal;
  const change = (part: Partial<EditDraft>) => {
    kept.change(part);
    saving.clearRefusal();
    preview.clearRefusal();
  };
  const save = () => {
    setAttempted(true);
    if (!patch || parametersForm.current?.validateForm() === false) return;
    saving.submit({ ...patch, revision: base.revision });
  };
  const unchanged = patch ? undefined : t('panel.nothingChanged');
  const note = to ? unchanged : t('panel.correctOverrides');

  return (
    <PanelForm
      submitLabel={
        staging.desired === 'archived'
          ? t('panel.saveArchived')
          : t('panel.save')
      }
      note={isOutdated ? t('merge.first') : note}
      disabled={!patch || isOutdated}
      busy={saving.busy}
      refusal={
        !isOutdated &&
        saving.refusal?.general && <RefusalAlert refusal={saving.refusal} />
      }
      onSubmit={save}
    >
      {isOutdated && to && (
        <MergeNotice
          newer={staging}
          base={from}
          mine={to}
          theirs={inputsOf(staging, template)}
          onMerge={merged =>
            change({ base: staging, ...draftOf(asInputs(merged)) })
          }
        />
      )}
      {kept.isResumed && <ResumedNotice onStartAfresh={kept.startAfresh} />}
      {template?.problem && <Alert severity="error">{template.problem}</Alert>}
      {!template && <Alert severity="warning">{t('panel.templateGone')}</Alert>}
      <CommitField
        commit={draft.commit}
        refusal={refusal}
        onChange={commit => change({ commit })}
      />
      {template && (
        <ParametersForm
          handle={parametersForm}
          schema={template.parameters}
          value={draft.parameters}
          onChange={parameters => change({ parameters })}
          refusal={refusal}
          liveCheck={attempted}
        />
      )}
      <MoreConfiguration
        draft={draft.overrides}
        onChange={overrides => change({ overrides })}
        template={staging.template}
        query={{ entityRef: staging.entityRef, branch: staging.source.branch }}
        refusal={refusal}
      />
      <PreviewSection
        state={preview.state}
        blocked={to ? undefined : t('preview.unreadable')}
        onAsk={preview.ask}
        onCancel={preview.cancel}
      />
    </PanelForm>
  );
}

/** A merge of inputs lacks those that have no values left. */
function asInputs(merged: Partial<ConfigurationInputs>): ConfigurationInputs {
  return { parameters: {}, overrides: {}, ...merged };
}

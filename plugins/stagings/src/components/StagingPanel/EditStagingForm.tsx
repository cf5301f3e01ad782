import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@material-ui/lab/Alert';
import { Staging, StagingTemplate } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { MergeNotice } from '../Merge/MergeNotice';
import { PreviewSection } from '../StagingPreview/PreviewSection';
import { CommitField } from './CommitField';
import { inputsOf } from './configurationDraft';
import { MoreConfiguration } from './MoreConfiguration';
import { PanelForm } from './PanelForm';
import { ParametersForm } from './ParametersForm';
import { RefusalAlert } from './RefusalAlert';
import { ResumedNotice } from './ResumedNotice';
import { RemoveSecrets } from './RemoveSecrets';
import { removableSecrets } from './storedSecrets';
import { EditStagingFormState, useEditStagingForm } from './useEditStagingForm';

interface EditStagingFormProps {
  /** As it is now; it may change while the form is open. */
  staging: Staging;
  /** Missing if it no longer applies to the component. */
  template: StagingTemplate | undefined;
  /** Reads the staging again. */
  onOutdated(): void;
  onSaved(): void;
}

/** Changes commit, parameters and overrides, and sends only what was changed. */
export function EditStagingForm(props: EditStagingFormProps) {
  const { staging, template } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const form = useEditStagingForm(props);
  const { kept, saving, from, to, isOutdated, isChanged } = form;
  return (
    <PanelForm
      submitLabel={
        staging.desired === 'archived'
          ? t('panel.saveArchived')
          : t('panel.save')
      }
      note={useNote(form)}
      disabled={!isChanged || isOutdated}
      busy={saving.busy}
      refusal={
        !isOutdated &&
        saving.refusal?.general && <RefusalAlert refusal={saving.refusal} />
      }
      onSubmit={form.save}
    >
      {isOutdated && to && (
        <MergeNotice
          newer={staging}
          base={from}
          mine={to}
          theirs={inputsOf(staging, template)}
          onMerge={form.merge}
        />
      )}
      {kept.isResumed && <ResumedNotice onStartAfresh={kept.startAfresh} />}
      {template?.problem && <Alert severity="error">{template.problem}</Alert>}
      {!template && <Alert severity="warning">{t('panel.templateGone')}</Alert>}
      <EditStagingFields staging={staging} template={template} form={form} />
    </PanelForm>
  );
}

/** Why it cannot be saved now. */
function useNote({ isOutdated, isChanged, to }: EditStagingFormState) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  if (isOutdated) return t('merge.first');
  if (!to) return t('panel.correctOverrides');
  return isChanged ? undefined : t('panel.nothingChanged');
}

interface EditStagingFieldsProps
  extends Pick<EditStagingFormProps, 'staging' | 'template'> {
  form: EditStagingFormState;
}

function EditStagingFields(props: EditStagingFieldsProps) {
  const { staging, template, form } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { change, refusal, preview } = form;
  const { draft } = form.kept;
  const removed = draft.removedSecrets ?? [];
  const kept = staging.secretParameters?.filter(
    path => !removed.includes(path),
  );
  return (
    <>
      <CommitField
        commit={draft.commit}
        refusal={refusal}
        onChange={commit => change({ commit })}
      />
      {template && (
        <>
          <ParametersForm
            handle={form.parametersForm}
            schema={template.parameters}
            value={draft.parameters}
            secrets={kept}
            onChange={parameters => change({ parameters })}
            refusal={refusal}
            liveCheck={form.attempted}
          />
          <RemoveSecrets
            secrets={removableSecrets(
              template.parameters,
              staging.secretParameters,
            )}
            removed={removed}
            onChange={removedSecrets => change({ removedSecrets })}
          />
        </>
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
        blocked={form.to ? undefined : t('preview.unreadable')}
        onAsk={preview.ask}
        onCancel={preview.cancel}
      />
    </>
  );
}

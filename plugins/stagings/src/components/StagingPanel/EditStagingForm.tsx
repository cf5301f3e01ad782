import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@material-ui/core/TextField';
import Alert from '@material-ui/lab/Alert';
import { Staging, StagingTemplate } from 'backstage-plugin-stagings-common';
import { useRef, useState } from 'react';
import { problemAt, Refusal, toRefusal } from '../../api/refusal';
import { stagingsApiRef } from '../../api/stagingsApiRef';
import { stagingsTranslationRef } from '../../translations/ref';
import { configurationPatch, ConfigurationDraft } from './configurationPatch';
import { OverridesEditor } from './OverridesEditor';
import { parseOverrides, printOverrides } from './overridesText';
import { PanelForm } from './PanelForm';
import { ParametersForm, ParametersFormHandle } from './ParametersForm';

const CONFLICT = 409;

interface EditStagingFormProps {
  /** As it was when editing began. */
  staging: Staging;
  /** Missing if it no longer applies to the component. */
  template: StagingTemplate | undefined;
  onSaved(): void;
  onCancel(): void;
}

/** Changes commit, parameters and overrides, and sends only what was changed. */
export function EditStagingForm(props: EditStagingFormProps) {
  const { staging, template, onSaved, onCancel } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const api = useApi(stagingsApiRef);
  const parametersForm = useRef<ParametersFormHandle>(null);
  const [draft, setDraft] = useState<ConfigurationDraft>({
    commit: staging.source.commit ?? '',
    parameters: staging.parameters,
    overridesText: printOverrides(staging.overrides),
  });
  const [busy, setBusy] = useState(false);
  const [attempted, setAttempted] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const patch = configurationPatch(staging, draft);
  const readable = 'value' in parseOverrides(draft.overridesText);

  const change = (part: Partial<ConfigurationDraft>) => {
    setDraft(current => ({ ...current, ...part }));
    setRefusal(undefined);
  };
  const save = async () => {
    setAttempted(true);
    if (!patch || parametersForm.current?.validateForm() === false) return;
    setBusy(true);
    try {
      await api.updateStaging(staging.id, patch);
      onSaved();
    } catch (error) {
      setRefusal(toRefusal(error));
      setBusy(false);
    }
  };

  const conflict = refusal?.status === CONFLICT && t('panel.conflict');
  const commitProblem = problemAt(refusal, 'commit');
  return (
    <PanelForm
      submitLabel={
        staging.desired === 'archived'
          ? t('panel.saveArchived')
          : t('panel.save')
      }
      note={readable && !patch ? t('panel.nothingChanged') : undefined}
      disabled={busy || !patch}
      refusal={conflict || refusal?.general}
      onSubmit={save}
      onCancel={onCancel}
    >
      {template?.problem && <Alert severity="error">{template.problem}</Alert>}
      <TextField
        id="stagings-commit"
        label={t('panel.commit')}
        margin="dense"
        value={draft.commit}
        error={!!commitProblem}
        helperText={commitProblem}
        onChange={event => change({ commit: event.target.value })}
        inputProps={{ spellCheck: false, autoCapitalize: 'off' }}
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
      <OverridesEditor
        text={draft.overridesText}
        onChange={overridesText => change({ overridesText })}
        refusal={problemAt(refusal, 'overrides')}
      />
    </PanelForm>
  );
}

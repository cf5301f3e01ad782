import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
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
import { stagingsTranslationRef } from '../../translations/ref';
import { AddressField } from './AddressField';
import { OverridesEditor } from './OverridesEditor';
import { PanelForm } from './PanelForm';
import { ParametersForm, ParametersFormHandle } from './ParametersForm';
import { SourceFields } from './SourceFields';
import { TemplateField } from './TemplateField';
import { NewStagingDraft, useCreateStaging } from './useCreateStaging';

const EMPTY_DRAFT: NewStagingDraft = {
  branch: '',
  commit: '',
  overridesText: '',
};

interface NewStagingFormProps {
  entity: Entity;
  templates: StagingTemplate[];
  onCreated(staging: Staging): void;
  onCancel(): void;
}

/** Asks for all that a new staging needs, and shows the address it will have. */
export function NewStagingForm(props: NewStagingFormProps) {
  const { entity, templates, onCreated, onCancel } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const entityRef = stringifyEntityRef(entity);
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [chosen, setChosen] = useState(templates[0]?.name);
  const [attempted, setAttempted] = useState(false);
  const parametersForm = useRef<ParametersFormHandle>(null);
  const { create, busy, refusal, clearRefusal } = useCreateStaging(
    entityRef,
    onCreated,
  );
  const template = templates.find(({ name }) => name === chosen);
  if (!template) {
    return (
      <Alert severity="info" style={{ margin: 24 }}>
        {t('empty.noTemplateTitle')}
      </Alert>
    );
  }

  const change = (part: Partial<NewStagingDraft>) => {
    setDraft(current => ({ ...current, ...part }));
    clearRefusal();
  };
  const submit = () => {
    setAttempted(true);
    const parametersOk = parametersForm.current?.validateForm() ?? false;
    const nameOk = draft.name === undefined || isValidStagingName(draft.name);
    if (parametersOk && nameOk && isValidBranchName(draft.branch)) {
      create(template.name, draft);
    }
  };

  return (
    <PanelForm
      submitLabel={t('panel.create')}
      disabled={busy || !!template.problem}
      refusal={refusal?.general}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <SourceFields
        branch={draft.branch}
        commit={draft.commit}
        attempted={attempted}
        refusal={refusal}
        onChange={change}
      />
      <TemplateField
        templates={templates}
        template={template}
        refusal={problemAt(refusal, 'template')}
        onChange={name => {
          setChosen(name);
          change({ parameters: undefined });
        }}
      />
      <ParametersForm
        key={template.name}
        handle={parametersForm}
        schema={template.parameters}
        value={draft.parameters}
        onChange={parameters => change({ parameters })}
        refusal={refusal}
        liveCheck={attempted}
      />
      <OverridesEditor
        text={draft.overridesText}
        onChange={overridesText => change({ overridesText })}
        refusal={problemAt(refusal, 'overrides')}
      />
      <AddressField
        entity={entity}
        template={template}
        branch={draft.branch}
        name={draft.name}
        refusal={problemAt(refusal, 'name')}
        onChange={name => change({ name })}
      />
    </PanelForm>
  );
}

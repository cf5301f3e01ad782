import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isValidBranchName,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { problemAt } from '../../api/refusal';
import { useSettled } from '../../hooks/useSettled';
import { stagingsTranslationRef } from '../../translations/ref';
import { PreviewSection } from '../StagingPreview/PreviewSection';
import { AddressField } from './AddressField';
import { MoreConfiguration } from './MoreConfiguration';
import { NewStagingDraft, parametersOf } from './newStagingDraft';
import { ParametersForm } from './ParametersForm';
import { SourceFields } from './SourceFields';
import { TemplateField } from './TemplateField';
import { Conflicts } from './useConflicts';
import { NewStagingFormState } from './useNewStagingForm';

interface NewStagingFieldsProps {
  entityRef: string;
  templates: StagingTemplate[];
  /** The chosen one. */
  template: StagingTemplate;
  draft: NewStagingDraft;
  form: NewStagingFormState;
  conflicts: Conflicts;
}

/** The fields of a new staging, the most important first. */
export function NewStagingFields(props: NewStagingFieldsProps) {
  const { templates, template, draft, form, conflicts } = props;
  const { attempted, refusal, change } = form;
  return (
    <>
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
        handle={form.parametersForm}
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
      <ConfigurationOfNew {...props} />
      <AddressField
        template={template}
        automatic={conflicts.automaticName}
        name={draft.name}
        conflict={conflicts.name}
        refusal={problemAt(refusal, 'name')}
        onChange={name => change({ name })}
      />
      <PreviewOfNew draft={draft} form={form} />
    </>
  );
}

function ConfigurationOfNew(props: NewStagingFieldsProps) {
  const { entityRef, template, draft, form } = props;
  const branch = useSettled(draft.branch);
  return (
    <MoreConfiguration
      draft={draft.overrides}
      onChange={overrides => form.change({ overrides })}
      template={template.name}
      query={{ entityRef, ...(isValidBranchName(branch) && { branch }) }}
      refusal={form.refusal}
    />
  );
}

function PreviewOfNew({
  draft,
  form,
}: Pick<NewStagingFieldsProps, 'draft' | 'form'>) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { preview, request } = form;
  const unreadable = request ? undefined : t('preview.unreadable');
  return (
    <PreviewSection
      state={preview.state}
      blocked={
        isValidBranchName(draft.branch) ? unreadable : t('preview.needsBranch')
      }
      onAsk={preview.ask}
      onCancel={preview.cancel}
    />
  );
}

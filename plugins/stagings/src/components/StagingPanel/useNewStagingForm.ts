import {
  CreateStagingRequest,
  isValidBranchName,
  isValidStagingName,
  Staging,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { RefObject, useRef, useState } from 'react';
import { Refusal } from '../../api/refusal';
import { useUnsaved } from './closeGuard';
import { KeptDraft } from './keptDrafts';
import { NewStagingDraft, toRequest } from './newStagingDraft';
import type { ParametersFormHandle } from './ParametersForm';
import { useCreateStaging } from './useCreateStaging';
import { PreviewOfForm, usePreviewOfForm } from './usePreviewOfForm';
import { Submission } from './useSubmission';

interface NewStagingFormInput {
  entityRef: string;
  /** The chosen one. */
  template: StagingTemplate;
  kept: KeptDraft<NewStagingDraft>;
  onCreated(staging: Staging): void;
}

/** All that the fields of a new staging need. */
export interface NewStagingFormState {
  change(part: Partial<NewStagingDraft>): void;
  submit(): void;
  /** Whether somebody tried to submit, so that what is missing is a mistake. */
  attempted: boolean;
  /** What would be sent; undefined while the overrides cannot be read. */
  request: CreateStagingRequest | undefined;
  creation: Submission<CreateStagingRequest>;
  preview: PreviewOfForm;
  /** What the server said last. */
  refusal?: Refusal;
  parametersForm: RefObject<ParametersFormHandle>;
}

/** What the form for a new staging does: checks, previews, creates, and keeps the server's words. */
export function useNewStagingForm(
  input: NewStagingFormInput,
): NewStagingFormState {
  const { entityRef, template, kept, onCreated } = input;
  const { draft } = kept;
  const [attempted, setAttempted] = useState(false);
  const parametersForm = useRef<ParametersFormHandle>(null);
  const creation = useCreateStaging(staging => {
    kept.forget();
    onCreated(staging);
  });
  useUnsaved({ isDirty: kept.isDirty, discard: kept.forget });
  const request = toRequest(entityRef, template, draft);
  const preview = usePreviewOfForm(request);

  const change = (part: Partial<NewStagingDraft>) => {
    kept.change(part);
    creation.clearRefusal();
    preview.clearRefusal();
  };
  const submit = () => {
    setAttempted(true);
    const parametersOk = parametersForm.current?.validateForm() ?? false;
    const nameOk = draft.name === undefined || isValidStagingName(draft.name);
    if (request && parametersOk && nameOk && isValidBranchName(draft.branch)) {
      creation.submit(request);
    }
  };
  const refusal = creation.refusal ?? preview.refusal;
  return {
    change,
    submit,
    attempted,
    request,
    creation,
    preview,
    refusal,
    parametersForm,
  };
}

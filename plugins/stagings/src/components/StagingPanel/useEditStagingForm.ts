import { useApi } from '@backstage/core-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  Staging,
  StagingTemplate,
  UpdateStagingRequest,
} from 'backstage-plugin-stagings-common';
import { RefObject, useRef, useState } from 'react';
import { Refusal } from '../../api/refusal';
import { stagingsApiRef } from '../../api/stagingsApiRef';
import { useUnsaved } from './closeGuard';
import {
  ConfigurationDraft,
  ConfigurationInputs,
  draftOf,
  inputsOf,
  readDraft,
} from './configurationDraft';
import { configurationPatch } from './configurationPatch';
import { KeptDraft, useKeptDraft } from './keptDrafts';
import type { ParametersFormHandle } from './ParametersForm';
import { PreviewOfForm, usePreviewOfForm } from './usePreviewOfForm';
import { Submission, useSubmission } from './useSubmission';

/** The draft of a change, and the staging that it was begun on. */
interface EditDraft extends ConfigurationDraft {
  base: Staging;
}

interface EditStagingFormInput {
  /** As it is now; it may change while the form is open. */
  staging: Staging;
  /** Missing if it no longer applies to the component. */
  template: StagingTemplate | undefined;
  /** Reads the staging again. */
  onOutdated(): void;
  onSaved(): void;
}

/** All that the fields of a change need. */
export interface EditStagingFormState {
  kept: KeptDraft<EditDraft>;
  change(part: Partial<ConfigurationDraft>): void;
  save(): void;
  /** Puts the draft's changes on top of what the staging is now. */
  merge(merged: JsonObject): void;
  /** Whether somebody tried to save, so that what is missing is a mistake. */
  attempted: boolean;
  /** The inputs that the form began with, and those that it says; undefined while they cannot be read. */
  from: ConfigurationInputs;
  to: ConfigurationInputs | undefined;
  isChanged: boolean;
  /** Whether somebody changed the staging after the draft was begun. */
  isOutdated: boolean;
  saving: Submission<UpdateStagingRequest>;
  preview: PreviewOfForm;
  /** What the server said last. */
  refusal?: Refusal;
  parametersForm: RefObject<ParametersFormHandle>;
}

/** What the form for a change does: checks, previews, saves, and merges with what others changed. */
export function useEditStagingForm(
  input: EditStagingFormInput,
): EditStagingFormState {
  const { staging, template } = input;
  const parametersForm = useRef<ParametersFormHandle>(null);
  const [attempted, setAttempted] = useState(false);
  const kept = useKeptDraft<EditDraft>(`edit ${staging.id}`, () => ({
    base: staging,
    ...draftOf(inputsOf(staging, template)),
  }));
  const { base } = kept.draft;
  const from = inputsOf(base, template);
  const to = readDraft(kept.draft);
  const patch = to && configurationPatch(from, to);
  useUnsaved({ isDirty: kept.isDirty, discard: kept.forget });
  const saving = useSaving(input, kept);
  const preview = usePreviewOfForm(to && { stagingId: staging.id, ...patch });

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
  const merge = (merged: JsonObject) =>
    change({ base: staging, ...draftOf(asInputs(merged)) });
  return {
    kept,
    change,
    save,
    merge,
    attempted,
    from,
    to,
    isChanged: !!patch,
    isOutdated: staging.revision > base.revision,
    saving,
    preview,
    refusal: saving.refusal ?? preview.refusal,
    parametersForm,
  };
}

function useSaving(
  { staging, onOutdated, onSaved }: EditStagingFormInput,
  kept: KeptDraft<EditDraft>,
): Submission<UpdateStagingRequest> {
  const api = useApi(stagingsApiRef);
  return useSubmission(async request => {
    try {
      await api.updateStaging(staging.id, request);
    } catch (error) {
      onOutdated();
      throw error;
    }
    kept.forget();
    onSaved();
  });
}

/** A merge of inputs lacks those that have no values left. */
function asInputs(merged: Partial<ConfigurationInputs>): ConfigurationInputs {
  return { parameters: {}, overrides: {}, ...merged };
}

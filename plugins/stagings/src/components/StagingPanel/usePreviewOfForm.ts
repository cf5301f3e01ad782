import { PreviewRequest } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { Refusal } from '../../api/refusal';
import { PreviewState, usePreview } from '../StagingPreview/usePreview';

/** The preview that belongs to a form. */
export interface PreviewOfForm {
  state: PreviewState;
  /** What the last preview said about fields, until they are changed. */
  refusal?: Refusal;
  ask(): void;
  cancel(): void;
  clearRefusal(): void;
}

/** A preview whose refusal is shown at the fields of a form, as that of the form itself. */
export function usePreviewOfForm(
  request: PreviewRequest | undefined,
): PreviewOfForm {
  const preview = usePreview(request);
  const [cleared, setCleared] = useState<Refusal>();
  const { state } = preview;
  const last = state.step === 'refused' ? state.refusal : undefined;
  return {
    ...preview,
    refusal: last === cleared ? undefined : last,
    clearRefusal: () => setCleared(last),
  };
}

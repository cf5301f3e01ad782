import { useApi } from '@backstage/core-plugin-api';
import {
  PreviewRequest,
  StagingPreview,
} from 'backstage-plugin-stagings-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Refusal, toRefusal } from '../../api/refusal';
import { stagingsApiRef } from '../../api/stagingsApiRef';

/** How far a preview is. What was shown before stays beside a newer try. */
export type PreviewState =
  | { step: 'none' }
  | { step: 'asking' }
  | { step: 'shown'; preview: StagingPreview; isStale: boolean }
  | { step: 'refused'; refusal: Refusal };

interface Preview {
  state: PreviewState;
  ask(): void;
  cancel(): void;
}

type Answer =
  | Exclude<PreviewState, { step: 'shown' }>
  | { step: 'shown'; preview: StagingPreview; of: string };

/**
 * Asks what a request would do, when told to.
 * @param request - what the form says now; undefined while it cannot be read
 */
export function usePreview(request: PreviewRequest | undefined): Preview {
  const api = useApi(stagingsApiRef);
  const [answer, setAnswer] = useState<Answer>({ step: 'none' });
  const under = useRef<AbortController>();
  const now = JSON.stringify(request);

  const stop = useCallback(() => {
    under.current?.abort();
    under.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);

  const ask = async () => {
    if (!request) return;
    stop();
    const controller = new AbortController();
    under.current = controller;
    const { signal } = controller;
    setAnswer({ step: 'asking' });
    try {
      const preview = await api.preview(request, { signal });
      if (!signal.aborted) setAnswer({ step: 'shown', preview, of: now });
    } catch (error) {
      if (signal.aborted) return;
      setAnswer({ step: 'refused', refusal: toRefusal(error) });
    }
  };
  const cancel = () => {
    stop();
    setAnswer({ step: 'none' });
  };
  return { state: stateOf(answer, now), ask, cancel };
}

function stateOf(answer: Answer, now: string | undefined): PreviewState {
  if (answer.step !== 'shown') return answer;
  const { step, preview, of } = answer;
  return { step, preview, isStale: of !== now };
}

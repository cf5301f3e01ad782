import { useApi } from '@backstage/core-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  CreateStagingRequest,
  Staging,
} from 'backstage-plugin-stagings-common';
import { useCallback, useRef, useState } from 'react';
import { Refusal, toRefusal } from '../../api/refusal';
import { stagingsApiRef } from '../../api/stagingsApiRef';
import { createIdempotencyKeys } from './idempotencyKey';
import { parseOverrides } from './overridesText';

/** What was filled in so far. */
export interface NewStagingDraft {
  branch: string;
  commit: string;
  /** The creator's own choice; undefined for the automatic name. */
  name?: string;
  parameters?: JsonObject;
  overridesText: string;
}

interface CreateStaging {
  create(template: string, draft: NewStagingDraft): Promise<void>;
  busy: boolean;
  refusal?: Refusal;
  clearRefusal(): void;
}

/** Sends a draft, once however often it is asked to, and keeps the server's words if it is refused. */
export function useCreateStaging(
  entityRef: string,
  onCreated: (staging: Staging) => void,
): CreateStaging {
  const api = useApi(stagingsApiRef);
  const [keyFor] = useState(createIdempotencyKeys);
  const sending = useRef(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const clearRefusal = useCallback(() => setRefusal(undefined), []);

  const create = async (template: string, draft: NewStagingDraft) => {
    const request = toRequest(entityRef, template, draft);
    if (!request || sending.current) return;
    sending.current = true;
    setBusy(true);
    try {
      const idempotencyKey = keyFor(request);
      onCreated(await api.createStaging(request, { idempotencyKey }));
    } catch (error) {
      setRefusal(toRefusal(error));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return { create, busy, refusal, clearRefusal };
}

function toRequest(
  entityRef: string,
  template: string,
  draft: NewStagingDraft,
): CreateStagingRequest | undefined {
  const overrides = parseOverrides(draft.overridesText);
  if (!('value' in overrides)) return undefined;
  return {
    entityRef,
    template,
    branch: draft.branch,
    commit: draft.commit.trim() || undefined,
    name: draft.name,
    parameters: draft.parameters,
    overrides: overrides.value,
  };
}

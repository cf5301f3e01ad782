import { useApi } from '@backstage/core-plugin-api';
import {
  CreateStagingRequest,
  Staging,
} from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { stagingsApiRef } from '../../api/stagingsApiRef';
import { createIdempotencyKeys } from './idempotencyKey';
import { Submission, useSubmission } from './useSubmission';

/** Creates stagings, one for a request however often it is sent. */
export function useCreateStaging(
  onCreated: (staging: Staging) => void,
): Submission<CreateStagingRequest> {
  const api = useApi(stagingsApiRef);
  const [keyFor] = useState(createIdempotencyKeys);
  return useSubmission(async (request: CreateStagingRequest) => {
    const idempotencyKey = keyFor(request);
    onCreated(await api.createStaging(request, { idempotencyKey }));
  });
}

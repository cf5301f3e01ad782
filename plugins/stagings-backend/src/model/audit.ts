import { JsonObject } from '@backstage/types';
import { StagingRecord } from './staging';

/** What audit events say of a staging. */
export function aboutStaging(staging: StagingRecord): JsonObject {
  const { id, name, entityRef, template, cluster, revision } = staging;
  return {
    stagingId: id,
    staging: name,
    entityRef,
    template,
    cluster,
    revision,
  };
}

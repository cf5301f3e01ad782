import { JsonObject } from '@backstage/types';

/**
 * The inputs of one accepted change of a staging. Secrets are not among them.
 * @public
 */
export interface StagingRevision {
  /** Counts from 1 within the staging. */
  revision: number;
  commit?: string;
  /** As people gave them, without the template's defaults. */
  parameters: JsonObject;
  overrides: JsonObject;
  /** Dotted paths of the secret parameters that it sets; their values are never shown. Absent for none. */
  secretParameters?: string[];
  /** What people call the version that it wants. */
  version?: string;
  createdBy: string;
  /** ISO 8601 UTC. */
  createdAt: string;
}

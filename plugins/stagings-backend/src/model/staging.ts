import { JsonObject } from '@backstage/types';
import {
  DesiredState,
  Explanation,
  Health,
  Phase,
  StagingLink,
  StagingSource,
} from 'backstage-plugin-stagings-common';
import { RecordedScale } from './inventory';

/** The inputs of a render; each accepted change of them is a revision. */
export interface StagingInputs {
  commit?: string;
  /** As people gave them: the template's defaults are not among them. */
  parameters: JsonObject;
  overrides: JsonObject;
  /** Secret parameters, sealed, by dotted path; they are not among the others. */
  secrets?: Record<string, string>;
}

/** A staging as the database holds it. Times are milliseconds since the epoch. */
export interface StagingRecord extends StagingInputs {
  id: string;
  name: string;
  entityRef: string;
  template: string;
  branch: string;
  cluster: string;
  namespace: string;
  /** Whether the namespace is made and removed with the staging. */
  ownsNamespace: boolean;
  host: string;
  links: StagingLink[];
  version?: string;

  desired: DesiredState;
  revision: number;

  phase: Phase;
  /** Why the phase is what it is, where that needs saying. */
  phaseExplanation?: Explanation;
  /** Revision of the objects that were last applied completely; they may not be healthy yet. */
  appliedRevision?: number;
  /** Revision that was last deployed without error. */
  deployedRevision?: number;
  /** What people call the version of that revision. */
  deployedVersion?: string;
  /** Hash of the objects that were last applied completely, as they were rendered. */
  appliedHash?: string;
  /** Hash of what the cluster had of them at the last check. */
  liveHash?: string;
  /** What to bring back on restore; recorded before the first write of an archive. */
  recordedScales?: RecordedScale[];

  health: Health;
  healthExplanation?: Explanation;
  observedAt?: number;

  createdBy: string;
  createdAt: number;
  updatedBy: string;
  updatedAt: number;
  archivedAt?: number;
  /** When its archive will be deleted, once people have been told. */
  expiresAt?: number;
  deletedAt?: number;
}

/** Where the staging's code comes from. */
export function sourceOf(
  staging: Pick<StagingRecord, 'branch' | 'commit'>,
): StagingSource {
  return {
    branch: staging.branch,
    ...(staging.commit === undefined ? {} : { commit: staging.commit }),
  };
}

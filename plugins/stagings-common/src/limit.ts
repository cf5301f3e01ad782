import { StagingSummary } from './staging';

/**
 * Of what only so many may run: a component, an owner of components, a template or a cluster.
 * @public
 */
export type LimitScope = 'component' | 'owner' | 'template' | 'cluster';

/**
 * A limit that is reached, as the answer 429 tells it in `error.limit`.
 * @public
 */
export interface ReachedLimit {
  scope: LimitScope;
  /** Entity ref or name of what the limit is for. */
  subject: string;
  /** How many may run. */
  max: number;
  /** How many do. Archived ones are not counted. */
  used: number;
  /** Some of those that the caller may see, the longest unchanged first: candidates for an archive. */
  stagings: StagingSummary[];
}

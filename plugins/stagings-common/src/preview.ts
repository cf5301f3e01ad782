import { CreateStagingRequest, UpdateStagingRequest } from './requests';
import { Explanation, StagingLink } from './staging';

/**
 * Body of `POST /v1/preview`: a new staging, as it would be created, or a change of one that exists.
 * @public
 */
export type PreviewRequest =
  | CreateStagingRequest
  | ({ stagingId: string } & Omit<UpdateStagingRequest, 'revision'>);

/**
 * What a deploy would do with an object.
 *
 * - `replace`: deleted and made anew, since a field cannot be changed in place; `reason` says what that costs
 * - `keep`: no longer part of the staging, but stays; `reason` says why
 * - `unknown`: the cluster could not be asked; a problem says why
 *
 * @public
 */
export type PreviewAction =
  | 'create'
  | 'change'
  | 'unchanged'
  | 'replace'
  | 'remove'
  | 'keep'
  | 'unknown';

/**
 * One object of a preview. Values of Secrets are masked in all of it.
 * @public
 */
export interface PreviewObject {
  apiVersion: string;
  kind: string;
  name: string;
  /** Absent for cluster-scoped objects. */
  namespace?: string;
  /** File of the template that it comes from; absent for what comes from no file. */
  source?: string;
  action: PreviewAction;
  reason?: string;
  /**
   * Hunks of a unified diff of YAML, without file headers: from what the cluster has to what it would have,
   * defaults and admission included. Only where something changes.
   */
  diff?: string;
  /** The object as the template gives it. Absent for what it no longer has. */
  yaml?: string;
}

/**
 * An image that the objects pull.
 * @public
 */
export interface PreviewImage {
  image: string;
  /** `missing`: the deploy would wait for it to be pushed. `unverified`: nobody could tell, and it would go on. */
  state: 'exists' | 'missing' | 'unverified';
  /** What it stands for now, where the registry tells: `sha256:…`. */
  digest?: string;
  /** Why it is unverified. */
  reason?: string;
}

/**
 * A hook that the deploy would run.
 * @public
 */
export interface PreviewHook {
  /** In the words of Helm, for example `pre-upgrade`. */
  event: string;
  /** Lower ones run first; the list has the order in which they run. */
  weight: number;
  apiVersion: string;
  kind: string;
  name: string;
  source?: string;
  /** Absent where the answer would be too large. */
  yaml?: string;
}

/**
 * Something worth reading that stops nothing.
 * @public
 */
export interface PreviewNote {
  level: 'info' | 'warning';
  message: string;
}

/**
 * Answer of `POST /v1/preview`: what a deploy would do. Nothing of it is written anywhere.
 * @public
 */
export interface StagingPreview {
  name: string;
  cluster: string;
  namespace: string;
  host: string;
  links: StagingLink[];
  version?: string;
  /** In the order in which they are applied; those to be removed at the end. Empty where the render fails. */
  objects: PreviewObject[];
  images: PreviewImage[];
  hooks: PreviewHook[];
  /** What would refuse the request, hold the deploy up or let it fail. `evidence.object` names the object. */
  problems: Explanation[];
  notes: PreviewNote[];
}

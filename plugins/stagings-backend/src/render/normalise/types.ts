import { RenderedObject } from '../../model/rendering';

/** Whether objects of a kind live in namespaces; `unknown` where the cluster does not have the kind. */
export type Scope = 'namespaced' | 'cluster' | 'unknown';

export interface NormaliseOptions {
  /** The staging's namespace. */
  namespace: string;
  /**
   * Labels for every object and template of pods: component, staging, installation. The label that names
   * the manager is added where a template sets none.
   */
  labels: Readonly<Record<string, string>>;
  /** Annotations for every object. */
  annotations: Readonly<Record<string, string>>;
  scopeOf: (apiVersion: string, kind: string) => Scope;
  /** What the cluster serves, as `group/version/Kind`; the core group is empty, as in `v1/Pod`. */
  servedKinds: readonly string[];
  /** Moves objects that name other namespaces into the staging's, instead of refusing them. */
  rewriteNamespace?: boolean;
  /** Cluster-scoped kinds that the platform allows, as `group/Kind`. */
  allowedClusterKinds?: readonly string[];
}

/** A render that is ready to be checked and applied. */
export interface NormalisedRender {
  objects: RenderedObject[];
  /** Labels of the Namespaces that the render brings, for the one that the staging has instead. */
  namespaceLabels: Record<string, string>;
  /** What was left out or rewritten and why, a sentence each, for the operation's log. */
  notices: string[];
}

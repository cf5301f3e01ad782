/** Label that the portal's Kubernetes tab selects by. */
export const KUBERNETES_ID_LABEL = 'backstage.io/kubernetes-id';
/** Label with the staging's name, on every object and pod template. */
export const STAGING_LABEL = 'stagings.backstage.io/staging';
/** Label with the id of the portal's installation, so that two portals on one cluster never meet. */
export const INSTALLATION_LABEL = 'stagings.backstage.io/installation';
/** Label of hooks: the operation that ran them. */
export const OPERATION_LABEL = 'stagings.backstage.io/operation';
/** Label of hooks: the event that they were run for. */
export const HOOK_LABEL = 'stagings.backstage.io/hook';
/** Standard label; left alone where a chart sets its own. */
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
export const MANAGED_BY = 'backstage-stagings';
/** Field manager of every write; renaming it would strand the ownership of all fields. */
export const FIELD_MANAGER = 'backstage-stagings';

/** Annotations for values that labels cannot hold. */
export const BRANCH_ANNOTATION = 'stagings.backstage.io/branch';
export const COMMIT_ANNOTATION = 'stagings.backstage.io/commit';
export const ENTITY_ANNOTATION = 'stagings.backstage.io/entity-ref';
/** `disabled` keeps an object when a new render lacks it. */
export const PRUNE_ANNOTATION = 'stagings.backstage.io/prune';
/** On pod templates: the operation that restarted the workload last. */
export const RESTART_ANNOTATION = 'stagings.backstage.io/restarted-by';
/** An expression; false leaves the object out of the render. */
export const WHEN_ANNOTATION = 'stagings.backstage.io/when';
/** `true` takes an object out of the staging's health. */
export const IGNORE_HEALTH_ANNOTATION = 'stagings.backstage.io/ignore-health';

import { identityOf, KubeObject } from './kubeObject';
import { INSTALLATION_LABEL, STAGING_LABEL } from './labels';
import { isDefinition } from './definition';

/** Whom objects belong to: the values of our labels. */
export interface Owner {
  installation: string;
  staging: string;
}

/**
 * Whether the labels of an object in the cluster say that it was made for a staging of this portal. A custom
 * resource definition belongs to the whole cluster, so to all stagings of the portal.
 */
export function belongsTo(live: KubeObject, owner: Owner): boolean {
  const labels = live.metadata.labels ?? {};
  return (
    labels[INSTALLATION_LABEL] === owner.installation &&
    (isDefinition(identityOf(live)) || labels[STAGING_LABEL] === owner.staging)
  );
}

/** Whether no label gives an object to any staging of any portal. */
export function isUnowned(live: KubeObject): boolean {
  const labels = live.metadata.labels ?? {};
  return (
    labels[INSTALLATION_LABEL] === undefined &&
    labels[STAGING_LABEL] === undefined
  );
}

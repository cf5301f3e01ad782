import { ClusterClient } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { INSTALLATION_LABEL, STAGING_LABEL } from '../../model/labels';
import { isUnowned } from '../../model/ownership';
import { Fields, fieldsAt, listAt, textAt } from '../../model/read';
import { describeObject, identityOf } from '../../model/kubeObject';
import { refOf } from '../apply/ownership';
import { Workspace } from '../Workspace';

const CLAIMS = { group: '', version: 'v1', plural: 'persistentvolumeclaims' };

/**
 * Labels the volume claims of the staging's StatefulSets that have no label of ours, because their
 * StatefulSet made them before it was labelled: nobody would find them once it is gone.
 *
 * @returns whether there were any
 */
export async function labelClaims(
  workspace: Workspace,
  client: ClusterClient,
  statefulSets: readonly KubeObject[],
): Promise<boolean> {
  const { staging, context } = workspace;
  const withClaims = statefulSets.filter(
    set => listAt(set, 'spec', 'volumeClaimTemplates').length > 0,
  );
  if (withClaims.length === 0) return false;
  const claims = await client.list(CLAIMS, { namespace: staging.namespace });
  const found = claims.filter(claim =>
    withClaims.some(set => isClaimOf(claim, set)),
  );
  for (const claim of found) {
    await workspace.fence();
    await client.mergePatch(
      { ...refOf(claim), kind: 'PersistentVolumeClaim' },
      {
        metadata: {
          uid: claim.metadata.uid ?? null,
          labels: {
            [STAGING_LABEL]: staging.name,
            [INSTALLATION_LABEL]: context.installation,
          },
        },
      },
    );
    await workspace.log(
      `${describeObject(
        identityOf(claim),
      )} belongs to a StatefulSet of the staging, and goes with it`,
    );
  }
  return found.length > 0;
}

/**
 * Whether a claim without labels of ours is one that a StatefulSet made: named `<template>-<set>-<ordinal>`,
 * with the labels of the set's selector, as its controller gives them.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage
 */
export function isClaimOf(claim: KubeObject, set: KubeObject): boolean {
  const { name, namespace, labels = {} } = claim.metadata;
  if (namespace !== set.metadata.namespace || !isUnowned(claim)) return false;
  const selector: Fields =
    fieldsAt(set, 'spec', 'selector', 'matchLabels') ?? {};
  const terms = Object.entries(selector);
  if (terms.length === 0) return false;
  if (!terms.every(([label, value]) => labels[label] === value)) return false;
  return listAt(set, 'spec', 'volumeClaimTemplates').some(template => {
    const stem = `${textAt(template, 'metadata', 'name')}-${
      set.metadata.name
    }-`;
    return name.startsWith(stem) && /^\d+$/.test(name.slice(stem.length));
  });
}

import { Orphan } from 'backstage-plugin-stagings-common';
import { groupOf, KubeObject, versionOf } from '../../model/kubeObject';
import { STAGING_LABEL } from '../../model/labels';
import { kindKey } from '../../model/podTemplate';

const isNamespace = (object: KubeObject) => kindKey(object) === '/Namespace';

/**
 * The objects that no record knows of, namespaces first, then by staging, kind and name. What somebody owns,
 * and what is in an orphaned namespace, goes with that and is left out.
 *
 * @param objects - objects with the label of this portal
 * @param names - names of the stagings that there are in the cluster
 */
export function orphansAmong(
  objects: readonly KubeObject[],
  names: ReadonlySet<string>,
): Orphan[] {
  const stagingOf = ({ metadata }: KubeObject) =>
    metadata.labels?.[STAGING_LABEL] ?? '';
  const unknown = objects.filter(
    object => stagingOf(object) !== '' && !names.has(stagingOf(object)),
  );
  const namespaces = unknown.filter(isNamespace);
  const within = new Set(namespaces.map(({ metadata }) => metadata.name));
  const others = unknown.filter(
    object =>
      !isNamespace(object) &&
      !object.metadata.ownerReferences?.length &&
      !within.has(object.metadata.namespace ?? ''),
  );
  return [...inOrder(namespaces), ...inOrder(others)].map(object => ({
    group: groupOf(object.apiVersion),
    version: versionOf(object.apiVersion),
    kind: object.kind,
    name: object.metadata.name,
    ...(object.metadata.namespace && { namespace: object.metadata.namespace }),
    staging: stagingOf(object),
    createdAt: object.metadata.creationTimestamp,
  }));
}

function inOrder(objects: readonly KubeObject[]): KubeObject[] {
  const key = ({ kind, metadata }: KubeObject) =>
    [metadata.labels?.[STAGING_LABEL], kind, metadata.name].join('|');
  return [...objects].sort((one, other) => key(one).localeCompare(key(other)));
}

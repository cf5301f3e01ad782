import { groupOf, KubeObject, ObjectIdentity } from './kubeObject';
import { booleanAt, listAt, textAt } from './read';

/** Whether an object is a CustomResourceDefinition. */
export function isDefinition({
  group,
  kind,
}: Pick<ObjectIdentity, 'group' | 'kind'>): boolean {
  return (
    group === 'apiextensions.k8s.io' && kind === 'CustomResourceDefinition'
  );
}

/** The kind that a CustomResourceDefinition brings. */
export interface DefinedKind {
  group: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  /** Versions that it serves. */
  versions: string[];
}

/** Reads what a definition defines; undefined for other objects, and for definitions that are incomplete. */
export function definedKind(object: KubeObject): DefinedKind | undefined {
  if (!isDefinition({ group: groupOf(object.apiVersion), kind: object.kind })) {
    return undefined;
  }
  const group = textAt(object, 'spec', 'group');
  const kind = textAt(object, 'spec', 'names', 'kind');
  const plural = textAt(object, 'spec', 'names', 'plural');
  if (!group || !kind || !plural) return undefined;
  return {
    group,
    kind,
    plural,
    namespaced: textAt(object, 'spec', 'scope') !== 'Cluster',
    versions: listAt(object, 'spec', 'versions').flatMap(version => {
      const name = textAt(version, 'name');
      return name && booleanAt(version, 'served') !== false ? [name] : [];
    }),
  };
}

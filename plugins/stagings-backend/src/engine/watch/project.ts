import { KubeObject } from '../../model/kubeObject';

/**
 * Cuts an object down to what health rules and the resource tree read, right after it was parsed: thousands
 * are kept in memory.
 */
export function project(object: KubeObject): KubeObject {
  const { apiVersion, kind, metadata, spec, status } = object;
  return {
    apiVersion,
    kind,
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
      labels: metadata.labels,
      generation: metadata.generation,
      creationTimestamp: metadata.creationTimestamp,
      deletionTimestamp: metadata.deletionTimestamp,
      finalizers: metadata.finalizers,
      ownerReferences: metadata.ownerReferences,
      annotations: keptAnnotations(metadata.annotations),
    },
    ...(spec && { spec: withoutTemplates(spec) }),
    ...(status && { status }),
  };
}

/** Annotations that health depends on; others may be as long as a whole manifest. */
const KEPT =
  /^(stagings\.backstage\.io\/|deployment\.kubernetes\.io\/revision$)/;

function keptAnnotations(
  annotations: Record<string, string> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).filter(([key]) => KEPT.test(key)),
  );
}

function withoutTemplates(
  spec: NonNullable<KubeObject['spec']>,
): NonNullable<KubeObject['spec']> {
  const { template: _template, jobTemplate: _jobTemplate, ...rest } = spec;
  return rest;
}

import { apiVersionOf, groupOf, versionOf } from '../../model/kubeObject';
import { ApiResource } from '../types';

/** What a cluster serves, and which of its groups did not answer. */
export interface Discovered {
  resources: ApiResource[];
  /** API versions, for example `metrics.k8s.io/v1beta1`, whose resources are not known at the moment. */
  unavailable: string[];
}

/**
 * `apidiscovery.k8s.io/v2` APIGroupDiscoveryList, as far as it is read.
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
 */
export interface AggregatedDiscovery {
  kind: 'APIGroupDiscoveryList';
  items?: Array<{
    metadata?: { name?: string };
    versions?: Array<{
      version: string;
      /** `Stale` when the server behind an aggregated group does not answer. */
      freshness?: string;
      resources?: Array<{
        resource: string;
        responseKind?: { kind?: string };
        scope?: string;
        verbs?: string[];
      }>;
    }>;
  }>;
}

/** `v1` APIResourceList, the discovery of one API version. */
export interface ResourceList {
  groupVersion: string;
  resources?: Array<{
    name: string;
    kind: string;
    namespaced: boolean;
    verbs?: string[];
  }>;
}

export function isAggregatedDiscovery(
  body: unknown,
): body is AggregatedDiscovery {
  return (
    typeof body === 'object' &&
    body !== null &&
    'kind' in body &&
    body.kind === 'APIGroupDiscoveryList'
  );
}

export function readAggregated(discovery: AggregatedDiscovery): Discovered {
  const found: Discovered = { resources: [], unavailable: [] };
  for (const { metadata, versions = [] } of discovery.items ?? []) {
    const group = metadata?.name ?? '';
    for (const { version, freshness, resources = [] } of versions) {
      if (freshness === 'Stale') {
        found.unavailable.push(apiVersionOf(group, version));
      }
      for (const { resource, responseKind, scope, verbs } of resources) {
        if (responseKind?.kind) {
          found.resources.push({
            group,
            version,
            kind: responseKind.kind,
            plural: resource,
            namespaced: scope === 'Namespaced',
            verbs: verbs ?? [],
          });
        }
      }
    }
  }
  return found;
}

/** Leaves out subresources, such as `deployments/scale`. */
export function readResourceList(list: ResourceList): ApiResource[] {
  return (list.resources ?? [])
    .filter(resource => !resource.name.includes('/'))
    .map(resource => ({
      group: groupOf(list.groupVersion),
      version: versionOf(list.groupVersion),
      kind: resource.kind,
      plural: resource.name,
      namespaced: resource.namespaced,
      verbs: resource.verbs ?? [],
    }));
}

import { ApiResource, ClusterClient } from '../../cluster/types';
import { apiVersionOf } from '../../model/kubeObject';
import { Scope } from '../../render/normalise';
import { Capabilities } from '../../render/types';

/** What a render depends on of the cluster that it is for. */
export interface ClusterDescription {
  capabilities: Capabilities;
  scopeOf: (apiVersion: string, kind: string) => Scope;
  /** Asks about one kind anew. */
  findResource: ClusterClient['findResource'];
}

type KnownKinds = Pick<ClusterDescription, 'capabilities' | 'scopeOf'>;

/** By what the cluster serves, which stays the same list until it is asked again. */
const descriptions = new WeakMap<readonly ApiResource[], KnownKinds>();

/** Asks a cluster for what renders depend on. */
export async function describeCluster(
  client: ClusterClient,
): Promise<ClusterDescription> {
  const resources = await client.listResources();
  const known =
    descriptions.get(resources) ??
    knownKinds(await client.serverVersion(), resources);
  descriptions.set(resources, known);
  return {
    ...known,
    findResource: (apiVersion, kind) => client.findResource(apiVersion, kind),
  };
}

function knownKinds(
  version: string,
  resources: readonly ApiResource[],
): KnownKinds {
  const scopes = new Map<string, Scope>();
  const apiVersions = new Set<string>();
  for (const resource of resources) {
    const apiVersion = apiVersionOf(resource.group, resource.version);
    const key = `${apiVersion}/${resource.kind}`;
    scopes.set(key, resource.namespaced ? 'namespaced' : 'cluster');
    apiVersions.add(apiVersion).add(key);
  }
  return {
    capabilities: {
      kubeVersion: version.replace(/^v/, ''),
      apiVersions: [...apiVersions].sort(),
    },
    scopeOf: (apiVersion, kind) =>
      scopes.get(`${apiVersion}/${kind}`) ?? 'unknown',
  };
}

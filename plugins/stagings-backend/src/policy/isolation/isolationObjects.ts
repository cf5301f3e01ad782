import { JsonObject } from '@backstage/types';
import {
  ContainerLimitsConfig,
  IsolationConfig,
  NetworkConfig,
} from '../../config/types';
import { KubeObject } from '../../model/kubeObject';
import { STAGING_LABEL } from '../../model/labels';
import { RenderedObject } from '../../model/rendering';

/** Tells whose they are where the cluster names them: `exceeded quota: backstage-stagings`. */
const NAME = 'backstage-stagings';
/** Stands for the file that a rendered object comes from. */
const SOURCE = 'the isolation of the template';

const KINDS = ['ResourceQuota', 'LimitRange', 'NetworkPolicy'];

/** What guards the cluster, and other stagings, from all that happens in a staging's own namespace. */
export function isolationObjects({
  quota,
  limits,
  network,
}: IsolationConfig): RenderedObject[] {
  const objects = [
    ...(quota ? [object('v1', 'ResourceQuota', { hard: quota })] : []),
    ...(limits ? [object('v1', 'LimitRange', limitSpec(limits))] : []),
    ...(network
      ? [object('networking.k8s.io/v1', 'NetworkPolicy', networkSpec(network))]
      : []),
  ];
  return objects.map(made => ({ object: made, source: SOURCE }));
}

/** Whether an object is one that {@link isolationObjects} makes. */
export function isIsolation({
  kind,
  metadata,
}: Pick<KubeObject, 'kind' | 'metadata'>): boolean {
  return metadata.name === NAME && KINDS.includes(kind);
}

function object(
  apiVersion: string,
  kind: string,
  spec: JsonObject,
): KubeObject {
  return { apiVersion, kind, metadata: { name: NAME }, spec };
}

function limitSpec(limits: ContainerLimitsConfig): JsonObject {
  return { limits: [{ type: 'Container', ...limits }] };
}

function networkSpec({
  fromNamespaces,
  fromAddresses,
}: NetworkConfig): JsonObject {
  return {
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [
          { podSelector: {} },
          ...namespacePeers(fromNamespaces),
          ...fromAddresses.map(cidr => ({ ipBlock: { cidr } })),
        ],
      },
    ],
  };
}

/** Without a list, all namespaces that are not those of stagings: ingress controllers, monitoring and the like. */
function namespacePeers(names: string[] | undefined): JsonObject[] {
  if (names === undefined) {
    const key = STAGING_LABEL;
    return [
      {
        namespaceSelector: {
          matchExpressions: [{ key, operator: 'DoesNotExist' }],
        },
      },
    ];
  }
  if (names.length === 0) return [];
  const key = 'kubernetes.io/metadata.name';
  return [
    {
      namespaceSelector: {
        matchExpressions: [{ key, operator: 'In', values: names }],
      },
    },
  ];
}

import { KubeObject } from '../../model/kubeObject';

/** What the server keeps in an object's metadata for itself. */
const SERVER_FIELDS: ReadonlySet<string> = new Set([
  'managedFields',
  'resourceVersion',
  'uid',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
]);

/** What `kubectl apply` leaves in an object: the whole object, values of Secrets in clear. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object without what no template decides: its status, and what the server keeps for itself. */
export function comparable(object: KubeObject): KubeObject {
  const { status: _status, ...rest } = object;
  const { annotations, ...metadata } = Object.fromEntries(
    Object.entries(object.metadata).filter(
      ([field]) => !SERVER_FIELDS.has(field),
    ),
  ) as KubeObject['metadata'];
  const kept = Object.fromEntries(
    Object.entries(annotations ?? {}).filter(([name]) => name !== LAST_APPLIED),
  );
  return {
    ...rest,
    metadata: {
      ...metadata,
      ...(Object.keys(kept).length > 0 && { annotations: kept }),
    },
  } as KubeObject;
}

import { asObject, asString } from '../model/json';
import { apiVersionOf } from '../model/kinds';
import { KubeObject } from '../model/objects';
import { invalid } from '../model/StatusError';
import { DeleteOptions, Propagation } from '../objects/deletion';
import { Objects } from '../objects/Objects';
import { Exchange, isDryRun, parseObject, readBody, send } from './exchange';
import { selectionOf } from './list';
import { Target } from './target';

const policies = ['Foreground', 'Background', 'Orphan'];

/** Kinds whose DELETE answers with the object rather than with a Status. */
const returned = new Set([
  'Namespace',
  'Pod',
  'PodTemplate',
  'Service',
  'ServiceAccount',
  'ResourceQuota',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'StorageClass',
]);

const ORPHAN_WARNING =
  '299 - "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning"';

async function optionsOf(exchange: Exchange): Promise<DeleteOptions> {
  const { url, request } = exchange;
  const text = await readBody(request);
  const body = text ? parseObject(text, 'DeleteOptions') : {};
  const policy =
    asString(body.propagationPolicy) ??
    url.searchParams.get('propagationPolicy') ??
    undefined;
  if (policy !== undefined && !policies.includes(policy)) {
    const message = `Unsupported value: "${policy}": supported values: "Foreground", "Background", "Orphan", "nil"`;
    throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions', name: '' }, [
      { reason: 'FieldValueNotSupported', message, field: 'propagationPolicy' },
    ]);
  }
  const seconds =
    body.gracePeriodSeconds ??
    url.searchParams.get('gracePeriodSeconds') ??
    undefined;
  const { uid, resourceVersion } = asObject(body.preconditions);
  const dryRun =
    isDryRun(exchange) ||
    (Array.isArray(body.dryRun) && body.dryRun.includes('All'));
  return {
    propagationPolicy: policy as Propagation | undefined,
    ...(seconds !== undefined && { gracePeriodSeconds: Number(seconds) }),
    preconditions: {
      uid: asString(uid),
      resourceVersion: asString(resourceVersion),
    },
    dryRun,
  };
}

/** Answers a DELETE of one object. */
export async function answerDelete(
  exchange: Exchange,
  target: Target & { name: string },
  objects: Objects,
) {
  const options = await optionsOf(exchange);
  const { kind, namespace, name } = target;
  const { object, gone } = objects.delete({ kind, namespace, name }, options);
  const preserved =
    kind.kind === 'Job' && options.propagationPolicy === undefined;
  const headers = preserved ? { Warning: ORPHAN_WARNING } : undefined;
  if (!gone || returned.has(kind.kind)) {
    send(exchange.response, 200, object, headers);
    return;
  }
  send(
    exchange.response,
    200,
    {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        ...(kind.group && { group: kind.group }),
        kind: kind.plural,
        uid: object.metadata.uid,
      },
    },
    headers,
  );
}

/** Answers a DELETE of a collection: what is selected, as it was. */
export async function answerDeleteCollection(
  exchange: Exchange,
  target: Target,
  objects: Objects,
) {
  const options = await optionsOf(exchange);
  const { kind, namespace } = target;
  const selected = objects.store
    .list<KubeObject>(kind, namespace)
    .filter(selectionOf(target, exchange.url));
  for (const object of selected) {
    const place = {
      kind,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
    };
    objects.delete(place, options);
  }
  send(exchange.response, 200, {
    kind: `${kind.kind}List`,
    apiVersion: apiVersionOf(kind),
    metadata: { resourceVersion: String(objects.store.version) },
    items: selected.map(
      ({ apiVersion: _apiVersion, kind: _kind, ...item }) => item,
    ),
  });
}

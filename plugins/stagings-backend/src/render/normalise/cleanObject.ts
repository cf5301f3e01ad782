import { KubeObject } from '../../model/kubeObject';
import { Fields, isFields } from '../../model/read';
import { updateAt, without } from '../../model/update';

const SERVER_METADATA = [
  'managedFields',
  'resourceVersion',
  'uid',
  'creationTimestamp',
  'generation',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
];

/**
 * Null values mean something else to every part of the API server: `replicas: null` takes ownership of the
 * field and resets it. Left out they mean nothing. Also unshares what YAML aliases share.
 */
function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([key, field]) => [key, dropNulls(field)]),
  );
}

/** Charts often quote a value that is empty by default. */
function withoutEmptyNamespace(metadata: Fields): Fields {
  return metadata.namespace === '' ? without(metadata, 'namespace') : metadata;
}

/** The object without status, without what only the server sets, and without nulls. */
export function cleanObject(object: KubeObject): KubeObject {
  const cleaned = updateAt(without(object, 'status'), ['metadata'], metadata =>
    withoutEmptyNamespace(
      SERVER_METADATA.reduce<Fields>(
        (fields, field) => without(fields, field),
        isFields(metadata) ? metadata : {},
      ),
    ),
  );
  return Object.entries(cleaned).reduce<KubeObject>(
    (copy, [key, value]) =>
      value === null
        ? without(copy, key)
        : updateAt(copy, [key], () => dropNulls(value)),
    cleaned,
  );
}

import { KubeObject } from '../../model/kubeObject';
import { kindKey } from '../../model/podTemplate';
import { Fields, fieldsAt } from '../../model/read';
import { MASK } from '../../redaction';

const CHANGED = `${MASK} (changed)`;
const FIELDS = ['data', 'stringData'] as const;

export function isSecret(object: Pick<KubeObject, 'apiVersion' | 'kind'>) {
  return kindKey(object) === '/Secret';
}

/**
 * A Secret with its values masked; other objects as they are.
 *
 * @param before - what it is compared with: values that differ from it are marked as changed
 */
export function maskSecret(
  object: KubeObject,
  before?: KubeObject,
): KubeObject {
  if (!isSecret(object)) return object;
  const masked = FIELDS.flatMap(field => {
    const values = fieldsAt(object, field);
    return values ? [[field, maskValues(values, before, field)]] : [];
  });
  return { ...object, ...Object.fromEntries(masked) };
}

function maskValues(
  values: Fields,
  before: KubeObject | undefined,
  field: (typeof FIELDS)[number],
): Fields {
  const old = fieldsAt(before, field) ?? {};
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Object.hasOwn(old, key) && old[key] !== value ? CHANGED : MASK,
    ]),
  );
}

/** All values of the Secrets among the objects, encoded and decoded. */
export function secretValues(objects: readonly KubeObject[]): string[] {
  const values = objects
    .filter(isSecret)
    .flatMap(secret => [
      ...texts(fieldsAt(secret, 'data')).flatMap(encoded => [
        encoded,
        Buffer.from(encoded, 'base64').toString('utf8'),
      ]),
      ...texts(fieldsAt(secret, 'stringData')),
    ]);
  return [...new Set(values)];
}

function texts(values: Fields = {}): string[] {
  return Object.values(values).map(String);
}

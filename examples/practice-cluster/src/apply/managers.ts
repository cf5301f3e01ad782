import { asObject, Json } from '../model/json';
import { KubeObject, ManagedFieldsEntry, timestamp } from '../model/objects';
import { StatusError } from '../model/StatusError';
import { objectType, Type } from '../schema/schema';
import {
  describePath,
  difference,
  FieldSet,
  fromFieldsV1,
  intersection,
  pathOf,
  toFieldsV1,
  union,
  withNamedParents,
  withoutFields,
} from './fieldSet';
import { problemsOf } from './check';
import { compare, fieldSetOf, merge, removeItems } from './typed';

/** Who writes, and to which part of the object. */
export type Writer = {
  /** The field manager's name. */
  manager: string;
  /** The subresource written to, if it is not the object itself. */
  subresource?: string;
};

/** What one manager owns. */
type Owned = Writer & {
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time?: string;
  set: FieldSet;
};

const identity = (owner: Omit<Owned, 'set' | 'time'>) =>
  [owner.manager, owner.operation, owner.apiVersion, owner.subresource].join(
    '|',
  );

const unmanaged = [
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'generation',
    'managedFields',
    'resourceVersion',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ].map(name => ['f:metadata', `f:${name}`]),
].map(path => path.join('\u0000'));

function strip(set: FieldSet, writer: Writer): FieldSet {
  const fields = new Set(set);
  for (const key of set) {
    if (
      unmanaged.some(
        prefix =>
          key === prefix ||
          (prefix.includes('\u0000') && key.startsWith(`${prefix}\u0000`)),
      )
    ) {
      fields.delete(key);
    }
  }
  if (writer.subresource === undefined)
    return withoutFields(fields, ['status']);
  return new Set([...fields].filter(key => pathOf(key)[0] === 'f:status'));
}

function decode(entries: readonly ManagedFieldsEntry[] | undefined): Owned[] {
  return (entries ?? []).map(entry => ({
    manager: entry.manager,
    operation: entry.operation,
    apiVersion: entry.apiVersion,
    time: entry.time,
    subresource: entry.subresource,
    set: fromFieldsV1(entry.fieldsV1),
  }));
}

/** As the API server sorts them, so that a write that changes nothing leaves them as they were. */
function inOrder(one: Owned, other: Owned): number {
  const keyOf = ({
    operation,
    time,
    manager,
    apiVersion,
    subresource,
  }: Owned) => [operation, time, manager, apiVersion, subresource].join('|');
  return keyOf(one) < keyOf(other) ? -1 : 1;
}

function encode(owners: readonly Owned[]): ManagedFieldsEntry[] {
  return owners
    .filter(owner => owner.set.size > 0)
    .sort(inOrder)
    .map(owner => ({
      manager: owner.manager,
      operation: owner.operation,
      apiVersion: owner.apiVersion,
      ...(owner.time && { time: owner.time }),
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(owner.set),
      ...(owner.subresource && { subresource: owner.subresource }),
    }));
}

const plain = (object: KubeObject | undefined): Json => {
  if (!object) return {};
  const { managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
};

const typeFor = (object: KubeObject): Type =>
  objectType(object.apiVersion, object.kind) ?? 'any';

function withTimes(
  owners: Owned[],
  before: readonly Owned[],
  now: number,
): Owned[] {
  const old = new Map(before.map(owner => [identity(owner), owner]));
  return owners.map(owner => {
    const known = old.get(identity(owner));
    const same =
      known &&
      known.set.size === owner.set.size &&
      [...known.set].every(key => owner.set.has(key));
    return same ? owner : { ...owner, time: timestamp(now) };
  });
}

/**
 * The `managedFields` after a plain write (POST, PUT, merge patch): the writer
 * owns what it added or changed, and nobody owns what is gone.
 */
export function afterUpdate(
  before: KubeObject | undefined,
  after: KubeObject,
  writer: Writer,
  now: number,
): ManagedFieldsEntry[] {
  const old = decode(
    after.metadata.managedFields ?? before?.metadata.managedFields,
  );
  const changes = compare(typeFor(after), plain(before), plain(after));
  const mine: Omit<Owned, 'set'> = {
    ...writer,
    operation: 'Update',
    apiVersion: after.apiVersion,
  };
  const changed = strip(union(changes.added, changes.modified), writer);
  const owners = old.map(owner =>
    identity(owner) === identity(mine)
      ? {
          ...owner,
          set: union(difference(owner.set, changes.removed), changed),
        }
      : {
          ...owner,
          set: difference(owner.set, union(changes.removed, changed)),
        },
  );
  if (!old.some(owner => identity(owner) === identity(mine))) {
    owners.push({ ...mine, time: undefined, set: changed });
  }
  return encode(withTimes(owners, old, now));
}

/** What an apply produces, before defaults and admission. */
export type Applied = {
  object: KubeObject;
  managedFields: ManagedFieldsEntry[];
};

/**
 * Server-side apply: lays the configuration over the live object, takes away
 * what this manager applied before and now leaves out unless somebody else
 * owns it, and records who owns what.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
 * @throws StatusError 409 with a `FieldManagerConflict` cause a field when
 *   another manager owns what would change and `force` is not set; 500 when
 *   the configuration does not fit the schema, as the API server answers
 */
export function apply(
  live: KubeObject | undefined,
  config: KubeObject,
  writer: Writer,
  { force, now }: { force: boolean; now: number },
): Applied {
  const type = typeFor(config);
  checkConfig(type, config);
  const before = decode(live?.metadata.managedFields);
  const mine: Omit<Owned, 'set'> = {
    ...writer,
    operation: 'Apply',
    apiVersion: config.apiVersion,
  };
  const last = before.find(owner => identity(owner) === identity(mine))?.set;
  const others = before.filter(owner => identity(owner) !== identity(mine));
  const wanted = strip(fieldSetOf(type, plain(config)), writer);
  const owners: Owned[] = [
    ...others,
    {
      ...mine,
      time: before.find(o => identity(o) === identity(mine))?.time,
      set: wanted,
    },
  ];

  const merged = merge(type, plain(live), settable(config, writer));
  const result = last ? prune(type, merged, last, owners) : merged;
  const settled = settle(type, plain(live), result, owners, mine, force);
  return {
    object: {
      ...asKubeObject(result),
      metadata: { ...asKubeObject(result).metadata },
    },
    managedFields: encode(withTimes(settled, before, now)),
  };
}

/** The part of a configuration that a write to the object, or to its status, may set. */
function settable(config: KubeObject, { subresource }: Writer): Json {
  const { status, ...rest } = asObject(plain(config));
  if (subresource === undefined) return rest;
  const { apiVersion, kind, metadata } = rest;
  return {
    apiVersion,
    kind,
    metadata,
    ...(status !== undefined && { status }),
  };
}

function asKubeObject(value: Json) {
  return asObject(value) as KubeObject;
}

function checkConfig(type: Type, config: KubeObject) {
  const [problem] = problemsOf(type, plain(config));
  if (problem === undefined) return;
  const { namespace, name } = config.metadata;
  const cut = config.apiVersion.lastIndexOf('/');
  const group = cut < 0 ? '' : config.apiVersion.slice(0, cut);
  const version = config.apiVersion.slice(cut + 1);
  throw new StatusError(
    500,
    undefined,
    `failed to create typed patch object (${
      namespace ?? ''
    }/${name}; ${group}/${version}, Kind=${config.kind}): ${problem}`,
  );
}

/** Takes away what was applied before and is now neither applied nor owned by others. */
function prune(
  type: Type,
  merged: Json,
  last: FieldSet,
  owners: readonly Owned[],
): Json {
  const lastNamed = withNamedParents(last, type);
  const pruned = removeItems(type, merged, lastNamed);
  const managed = owners.reduce<FieldSet>(
    (all, owner) => union(all, owner.set),
    new Set(),
  );
  const mergedSet = withNamedParents(fieldSetOf(type, merged), type);
  const keep = union(
    withNamedParents(fieldSetOf(type, pruned), type),
    withNamedParents(managed, type),
  );
  const owned = removeItems(type, merged, difference(mergedSet, keep));
  const ownedSet = withNamedParents(fieldSetOf(type, owned), type);
  return removeItems(
    type,
    merged,
    intersection(difference(mergedSet, ownedSet), lastNamed),
  );
}

/** Resolves conflicts: refuses them, or takes the fields over. */
function settle(
  type: Type,
  live: Json,
  result: Json,
  owners: readonly Owned[],
  mine: Omit<Owned, 'set'>,
  force: boolean,
): Owned[] {
  const changes = compare(type, live, result);
  const changed = union(changes.added, changes.modified);
  const conflicts = owners
    .filter(owner => identity(owner) !== identity(mine))
    .map(owner => ({ owner, fields: intersection(owner.set, changed) }))
    .filter(({ fields }) => fields.size > 0);
  if (conflicts.length && !force) throw conflictError(conflicts);
  const taken = conflicts.reduce<FieldSet>(
    (all, { fields }) => union(all, fields),
    new Set(),
  );
  return owners.map(owner =>
    identity(owner) === identity(mine)
      ? owner
      : { ...owner, set: difference(owner.set, union(taken, changes.removed)) },
  );
}

function conflictError(
  conflicts: readonly { owner: Owned; fields: FieldSet }[],
) {
  const described = conflicts.map(({ owner, fields }) => ({
    who:
      `"${owner.manager}"` +
      `${owner.subresource ? ` with subresource "${owner.subresource}"` : ''}` +
      ` using ${owner.apiVersion}`,
    fields: [...fields].map(key => describePath(pathOf(key))).sort(),
  }));
  const causes = described.flatMap(({ who, fields }) =>
    fields.map(field => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${who}`,
      field,
    })),
  );
  const text = described.map(({ who, fields }) =>
    fields.length === 1
      ? `conflict with ${who}: ${fields[0]}`
      : `conflicts with ${who}:\n${fields
          .map(field => `- ${field}`)
          .join('\n')}`,
  );
  const count = `${causes.length} conflict${causes.length === 1 ? '' : 's'}`;
  return new StatusError(
    409,
    'Conflict',
    `Apply failed with ${count}: ${text.join('\n')}`,
    { causes },
  );
}

import { KubeObject } from '../model/objects';
import { StatusError } from '../model/StatusError';
import { afterUpdate, apply } from './managers';

const now = Date.parse('2026-01-01T00:00:00Z');

const configMap = (data: Record<string, string>): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c' },
    data,
  } as unknown as KubeObject);

const applyAs = (
  manager: string,
  live: KubeObject | undefined,
  config: KubeObject,
  force = false,
): KubeObject => {
  const { object, managedFields } = apply(
    live,
    config,
    { manager },
    { force, now },
  );
  return { ...object, metadata: { ...object.metadata, managedFields } };
};

const owners = ({ metadata }: KubeObject) =>
  Object.fromEntries(
    (metadata.managedFields ?? []).map(({ manager, fieldsV1 }) => [
      manager,
      fieldsV1,
    ]),
  );

describe('apply', () => {
  it('shares what two managers set alike', () => {
    const first = applyAs('one', undefined, configMap({ a: '1' }));
    const both = applyAs('two', first, configMap({ a: '1' }));
    expect(owners(both)).toEqual({
      one: { 'f:data': { 'f:a': {} } },
      two: { 'f:data': { 'f:a': {} } },
    });
  });

  it('keeps the order of managers when nothing changes', () => {
    const mine = configMap({ a: '1' });
    const first = applyAs('one', undefined, mine);
    const both = applyAs('two', first, configMap({ b: '1' }));
    expect(applyAs('one', both, mine).metadata.managedFields).toEqual(
      both.metadata.managedFields,
    );
  });

  it('takes a field away only when its last owner drops it', () => {
    const both = applyAs(
      'two',
      applyAs('one', undefined, configMap({ a: '1', b: '1' })),
      configMap({ a: '1' }),
    );
    const dropped = applyAs('one', both, configMap({}));
    expect(dropped.data).toEqual({ a: '1' });
    expect(applyAs('two', dropped, configMap({})).data).toBeUndefined();
  });

  it('names the owner and the field of a conflict, and hands the field over by force', () => {
    const first = applyAs('one', undefined, configMap({ a: '1', b: '1' }));
    const change = () => applyAs('two', first, configMap({ a: '2' }));
    expect(change).toThrow(StatusError);
    expect(change).toThrow(
      'Apply failed with 1 conflict: conflict with "one" using v1: .data.a',
    );
    expect(owners(applyAs('two', first, configMap({ a: '2' }), true))).toEqual({
      one: { 'f:data': { 'f:b': {} } },
      two: { 'f:data': { 'f:a': {} } },
    });
  });
});

describe('afterUpdate', () => {
  it('moves what was changed to the writer and forgets what is gone', () => {
    const before = applyAs(
      'one',
      undefined,
      configMap({ a: '1', b: '1', c: '1' }),
    );
    const after = { ...before, data: { a: '2', c: '1' } };
    const managedFields = afterUpdate(
      before,
      after,
      { manager: 'person' },
      now,
    );
    expect(
      owners({ ...after, metadata: { ...after.metadata, managedFields } }),
    ).toEqual({
      one: { 'f:data': { 'f:c': {} } },
      person: { 'f:data': { 'f:a': {} } },
    });
  });
});

import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { liveHash, renderHash } from './contentHash';
import { appliedDrift, visibleDrift } from './drift';

function configMap(
  resourceVersion: string,
  fields: Partial<KubeObject> = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', uid: 'u', resourceVersion },
    data: { size: 'small' },
    ...fields,
  };
}

function entry(group: string, kind: string): InventoryEntry {
  return {
    group,
    kind,
    version: 'v1',
    namespace: 'stg',
    name: 'x',
    actuation: 'applied',
    revision: 1,
  };
}

describe('drift that an apply shows', () => {
  const after = configMap('7');
  it.each([
    ['nothing, when nothing was written', configMap('7'), true, undefined],
    ['a deletion', undefined, false, 'deleted'],
    ['lost labels', configMap('6'), false, 'unlabelled'],
    ['a change', configMap('6', { data: { size: 'big' } }), true, 'changed'],
    [
      'nothing, when only a status was written meanwhile',
      configMap('6', { status: { phase: 'Old' } }),
      true,
      undefined,
    ],
  ])('%s', (_, before, wasOurs, drift) => {
    expect(appliedDrift(before, after, wasOurs)).toBe(drift);
  });
});

describe('drift that a look shows', () => {
  it.each([
    [
      'an object that is gone',
      entry('', 'ConfigMap'),
      undefined,
      false,
      'deleted',
    ],
    [
      'one without its labels',
      entry('', 'ConfigMap'),
      configMap('1'),
      false,
      'unlabelled',
    ],
    [
      'one that is there',
      entry('', 'ConfigMap'),
      configMap('1'),
      true,
      undefined,
    ],
    [
      'a Job that is gone: it may have finished',
      entry('batch', 'Job'),
      undefined,
      false,
      undefined,
    ],
  ])('%s', (_, known, live, isOurs, drift) => {
    expect(visibleDrift(known, live, isOurs)).toBe(drift);
  });
});

describe('hashes', () => {
  it('are the same for renders that differ in order only', () => {
    const one = { ...configMap('1'), data: { a: '1', b: '2' } };
    const other = { data: { b: '2', a: '1' }, ...configMap('1') };
    const web = { ...one, metadata: { name: 'web' } };
    expect(renderHash([one, web])).toBe(
      renderHash([web, { ...other, data: { b: '2', a: '1' } }]),
    );
  });

  it.each([
    ['another value', { data: { size: 'big' } }, false],
    ['another uid', { metadata: { name: 'settings', uid: 'v' } }, false],
    [
      'another label',
      { metadata: { name: 'settings', uid: 'u', labels: { a: 'b' } } },
      false,
    ],
    ['another status', { status: { phase: 'Bound' } }, true],
    ['another resourceVersion', {}, true],
  ])('of what is live: %s', (_, fields, isSame) => {
    const before = liveHash([configMap('1')]);
    expect(liveHash([configMap('2', fields)]) === before).toBe(isSame);
  });
});

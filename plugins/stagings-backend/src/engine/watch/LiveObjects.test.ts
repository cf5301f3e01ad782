import { KubeObject } from '../../model/kubeObject';
import { LiveObjects } from './LiveObjects';
import { WatchedObject } from './project';

function pod(name: string, staging?: string, fingerprint?: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'stg',
      ...(staging && { labels: { 'stagings.backstage.io/staging': staging } }),
    },
    ...(fingerprint && { fingerprint }),
  };
}

function liveObjects(...objects: WatchedObject[]): LiveObjects {
  const live = new LiveObjects();
  for (const object of objects) live.put(object);
  return live;
}

const namesOf = (objects: KubeObject[]) =>
  objects.map(object => object.metadata.name);

describe('LiveObjects', () => {
  it('keeps the newest state of each object with its staging', () => {
    const live = liveObjects(pod('a', 'shop'), pod('b', 'cart'));
    const newer = { ...pod('a', 'shop'), status: { phase: 'Running' } };

    expect(live.put(newer)).toEqual({ staging: 'shop', isEdited: false });

    expect(live.of('shop')).toEqual([newer]);
    expect(namesOf(live.of('cart'))).toEqual(['b']);
    expect(live.of('other')).toEqual([]);
  });

  it('tells an edit from a change of the status alone, and from an object that is new', () => {
    const live = new LiveObjects();
    const edited = (object: WatchedObject) => live.put(object)?.isEdited;

    expect(edited(pod('a', 'shop', 'one'))).toBe(false);
    expect(edited(pod('a', 'shop', 'one'))).toBe(false);
    expect(edited(pod('a', 'shop', 'two'))).toBe(true);
  });

  it('takes no object that belongs to no staging', () => {
    const live = new LiveObjects();
    expect(live.put(pod('a'))).toBeUndefined();
    expect(live.remove(pod('a'))).toBeUndefined();
    expect(live.names()).toEqual([]);
  });

  it('moves an object whose label names another staging now', () => {
    const live = liveObjects(pod('a', 'shop'));
    live.put(pod('a', 'cart'));

    expect(live.names()).toEqual(['cart']);
  });

  it('forgets a staging with its last object', () => {
    const live = liveObjects(pod('a', 'shop'), pod('b', 'shop', 'one'));

    expect(live.remove(pod('a', 'shop'))).toEqual({
      staging: 'shop',
      isEdited: false,
    });
    expect(live.names()).toEqual(['shop']);
    expect(live.remove(pod('b', 'shop'))).toEqual({
      staging: 'shop',
      isEdited: true,
    });
    expect(live.names()).toEqual([]);
  });

  it('lists one kind, in one namespace or in all', () => {
    const elsewhere = pod('c', 'cart');
    elsewhere.metadata.namespace = 'other';
    const live = liveObjects(
      pod('a', 'shop'),
      { ...pod('s', 'shop'), kind: 'Service' },
      elsewhere,
    );

    expect(namesOf(live.listKind('v1', 'Pod'))).toEqual(['a', 'c']);
    expect(namesOf(live.listKind('v1', 'Pod', 'stg'))).toEqual(['a']);
    expect(namesOf(live.listKind('apps/v1', 'Pod'))).toEqual([]);
  });
});

import { KubeObject } from '../../model/kubeObject';
import { LiveObjects } from './LiveObjects';

function pod(name: string, staging?: string, kind = 'Pod'): KubeObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: {
      name,
      namespace: 'stg',
      ...(staging && { labels: { 'stagings.backstage.io/staging': staging } }),
    },
  };
}

function liveObjects(...objects: KubeObject[]): LiveObjects {
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

    expect(live.put(newer)).toBe('shop');

    expect(live.of('shop')).toEqual([newer]);
    expect(namesOf(live.of('cart'))).toEqual(['b']);
    expect(live.of('other')).toEqual([]);
  });

  it('takes no object that belongs to no staging', () => {
    const live = new LiveObjects();
    expect(live.put(pod('a'))).toBeUndefined();
    expect(live.remove(pod('a'))).toBeUndefined();
    expect(live.names()).toEqual([]);
  });

  it('forgets a staging with its last object', () => {
    const live = liveObjects(pod('a', 'shop'), pod('b', 'shop'));

    expect(live.remove(pod('a', 'shop'))).toBe('shop');
    expect(live.names()).toEqual(['shop']);
    expect(live.remove(pod('b', 'shop'))).toBe('shop');
    expect(live.names()).toEqual([]);
  });

  it('replaces one kind, and names the stagings that had or have some of it', () => {
    const live = liveObjects(
      pod('a', 'shop'),
      pod('config', 'shop', 'Service'),
      pod('b', 'cart'),
      pod('config', 'rest', 'Service'),
    );

    const touched = live.replace('v1', 'Pod', [
      pod('c', 'shop'),
      pod('d', 'news'),
    ]);

    expect([...touched].sort()).toEqual(['cart', 'news', 'shop']);
    expect(namesOf(live.of('shop'))).toEqual(['config', 'c']);
    expect(live.of('cart')).toEqual([]);
    expect(namesOf(live.of('news'))).toEqual(['d']);
    expect(namesOf(live.of('rest'))).toEqual(['config']);
  });
});

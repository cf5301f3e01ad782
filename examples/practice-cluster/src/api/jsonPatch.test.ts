import { JSON_PATCH } from '../testing/apiClient';
import { configMap } from '../testing/manifests';
import { servers } from '../testing/servers';
import { withNamespace } from '../testing/withNamespace';
import { applyPatch } from './jsonPatch';

describe('a JSON patch', () => {
  const object = { list: ['a', 'b'], map: { one: '1', 'a/b': 'slash' } };

  it.each([
    [
      'adds a member',
      { op: 'add', path: '/map/two', value: '2' },
      { map: { ...object.map, two: '2' } },
    ],
    [
      'inserts into a list',
      { op: 'add', path: '/list/1', value: 'x' },
      { list: ['a', 'x', 'b'] },
    ],
    [
      'appends to a list',
      { op: 'add', path: '/list/-', value: 'x' },
      { list: ['a', 'b', 'x'] },
    ],
    [
      'replaces an entry',
      { op: 'replace', path: '/list/0', value: 'x' },
      { list: ['x', 'b'] },
    ],
    [
      'replaces what is not there',
      { op: 'replace', path: '/map/two', value: '2' },
      { map: { ...object.map, two: '2' } },
    ],
    [
      'removes by an escaped name',
      { op: 'remove', path: '/map/a~1b' },
      { map: { one: '1' } },
    ],
    [
      'moves',
      { op: 'move', from: '/list/1', path: '/map/moved' },
      { list: ['a'], map: { ...object.map, moved: 'b' } },
    ],
    [
      'copies',
      { op: 'copy', from: '/map/one', path: '/list/0' },
      { list: ['1', 'a', 'b'] },
    ],
    ['tests a value', { op: 'test', path: '/list', value: ['a', 'b'] }, {}],
  ])('%s', (_what, operation, change) => {
    const text = JSON.stringify([operation]);
    expect(applyPatch(object, text)).toEqual({ ...object, ...change });
  });

  it('reaches nothing but members of the object', () => {
    const path = '/__proto__/polluted';
    const text = JSON.stringify([{ op: 'add', path, value: 'yes' }]);
    expect(() => applyPatch(object, text)).toThrow('rejected our request');
  });
});

describe.each(servers)('$name', server => {
  const { api, core, create } = withNamespace(
    `pc-${process.pid}-patch`,
    server,
  );

  it('applies all operations of a JSON patch or none', async () => {
    const path = `${core}/configmaps/patched`;
    await create(`${core}/configmaps`, configMap('patched', { a: '1' }));
    const send = (...operations: object[]) =>
      api('PATCH', path, JSON.stringify(operations), {
        'content-type': JSON_PATCH,
      });
    const accepted = await send(
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'move', from: '/data/a', path: '/data/b' },
      { op: 'add', path: '/metadata/labels', value: { 'x.io/y': 'z' } },
      { op: 'replace', path: '/metadata/labels/x.io~1y', value: 'w' },
    );
    expect(accepted).toMatchObject({
      code: 200,
      body: { data: { b: '1' }, metadata: { labels: { 'x.io/y': 'w' } } },
    });
    const refused = await send(
      { op: 'add', path: '/data/c', value: '3' },
      { op: 'test', path: '/data/b', value: '2' },
    );
    expect(refused.code).toBe(422);
    expect((await api('GET', path)).body.data).toEqual({ b: '1' });
  });
});

import { at } from '../model/json';
import { APPLY } from '../testing/apiClient';
import { configMap } from '../testing/manifests';
import { withNamespace } from '../testing/withNamespace';

const { api, core, create, patch } = withNamespace();

it('leaves the version alone when an apply changes nothing', async () => {
  const apply = () =>
    api(
      'PATCH',
      `${core}/configmaps/same?fieldManager=m`,
      configMap('same', { a: '1' }),
      { 'content-type': APPLY },
    );
  const first = await apply();
  const second = await apply();
  expect([first.code, second.code]).toEqual([201, 200]);
  expect(at(second.body, 'metadata', 'resourceVersion')).toBe(
    at(first.body, 'metadata', 'resourceVersion'),
  );
});

it('writes nothing on a dry run', async () => {
  await create(`${core}/configmaps?dryRun=All`, configMap('dry'));
  expect((await api('GET', `${core}/configmaps/dry`)).code).toBe(404);
});

it('keeps an object with finalizers until they are gone', async () => {
  const path = `${core}/configmaps/held`;
  await create(`${core}/configmaps`, {
    ...configMap('held'),
    metadata: { name: 'held', finalizers: ['example.com/hold'] },
  });
  const marked = await api('DELETE', path);
  expect(at(marked.body, 'metadata', 'deletionTimestamp')).toEqual(
    expect.any(String),
  );
  await patch(path, { metadata: { finalizers: null } });
  expect((await api('GET', path)).code).toBe(404);
});

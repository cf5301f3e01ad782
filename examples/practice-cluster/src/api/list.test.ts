import { asObjects, at } from '../model/json';
import { configMap } from '../testing/manifests';
import { nameOf } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';

const { api, core, create } = withNamespace();

it('pages a list', async () => {
  for (const name of ['p1', 'p2', 'p3'])
    await create(`${core}/configmaps`, {
      ...configMap(name),
      metadata: { name, labels: { page: 'yes' } },
    });
  const path = `${core}/configmaps?labelSelector=page&limit=2`;
  const first = await api('GET', path);
  const token = String(at(first.body, 'metadata', 'continue'));
  const second = await api(
    'GET',
    `${path}&continue=${encodeURIComponent(token)}`,
  );
  const names = [first, second].map(({ body }) =>
    asObjects(body.items).map(nameOf),
  );
  expect(names).toEqual([['p1', 'p2'], ['p3']]);
});

import { configMap, deployment } from '../testing/manifests';
import { withNamespace } from '../testing/withNamespace';

const { api, core, apps, create, items, eventuallyReady, eventuallyGone } =
  withNamespace('leaving');

it('takes nothing new on its way out, loses its content, then vanishes', async () => {
  const path = '/api/v1/namespaces/leaving';
  await create(`${apps}/deployments`, deployment('web', 'shop:1'));
  await eventuallyReady('web', 1);
  const deleted = await api('DELETE', path);
  expect(deleted.body.status).toMatchObject({ phase: 'Terminating' });
  const refused = await api('POST', `${core}/configmaps`, configMap('late'));
  expect(refused.body).toMatchObject({
    code: 403,
    reason: 'Forbidden',
    details: { causes: [{ reason: 'NamespaceTerminating' }] },
  });
  await eventuallyGone(path);
  expect(await items('/apis/apps/v1/deployments')).toEqual([]);
});

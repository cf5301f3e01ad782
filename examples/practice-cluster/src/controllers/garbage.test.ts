import { at } from '../model/json';
import { deployment } from '../testing/manifests';
import { withNamespace } from '../testing/withNamespace';

const {
  api,
  apps,
  create,
  items,
  podsOf,
  readyPods,
  eventuallyReady,
  eventuallyGone,
} = withNamespace();

it('waits in the foreground until what a deleted owner leaves is collected', async () => {
  await create(`${apps}/deployments`, deployment('gone', 'shop:1'));
  await eventuallyReady('gone', 1);
  const answer = await api('DELETE', `${apps}/deployments/gone`, {
    propagationPolicy: 'Foreground',
  });
  expect(at(answer.body, 'metadata', 'finalizers')).toEqual([
    'foregroundDeletion',
  ]);
  await eventuallyGone(`${apps}/deployments/gone`);
  expect(await podsOf('gone')).toEqual([]);
});

it('keeps orphans', async () => {
  await create(`${apps}/deployments`, deployment('left', 'shop:1'));
  await eventuallyReady('left', 1);
  await api('DELETE', `${apps}/deployments/left`, {
    propagationPolicy: 'Orphan',
  });
  await eventuallyGone(`${apps}/deployments/left`);
  const [set = {}] = await items(
    `${apps}/replicasets?labelSelector=app%3Dleft`,
  );
  expect(at(set, 'metadata', 'ownerReferences')).toBeUndefined();
  expect(await readyPods('left')).toHaveLength(1);
});

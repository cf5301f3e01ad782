import { at } from '../model/json';
import { deployment } from '../testing/manifests';
import { conditionsOf, imageOf, imagePatch } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';

const {
  apps,
  create,
  patch,
  podsOf,
  readyPods,
  eventuallyReady,
  eventuallyPods,
  eventuallyObject,
} = withNamespace();

it('rolls a Deployment out, keeps what runs while the new version cannot start, and goes on when it can', async () => {
  const path = `${apps}/deployments/web`;
  await create(
    `${apps}/deployments`,
    deployment('web', 'shop:1', { replicas: 2 }),
  );
  await eventuallyReady('web', 2);

  await patch(path, imagePatch('web', 'missing:2'));
  await eventuallyPods('web', pods =>
    pods.some(
      pod =>
        at(pod, 'status', 'phase') === 'Pending' &&
        JSON.stringify(pod).includes('ImagePullBackOff'),
    ),
  );
  expect((await readyPods('web')).map(imageOf)).toEqual(['shop:1', 'shop:1']);

  await patch(path, imagePatch('web', 'shop:3'));
  await eventuallyPods(
    'web',
    pods => pods.length === 2 && pods.every(pod => imageOf(pod) === 'shop:3'),
  );
  const web = await eventuallyObject(
    path,
    object => at(object, 'status', 'availableReplicas') === 2,
  );
  expect(conditionsOf(web)).toEqual({
    Available: 'MinimumReplicasAvailable',
    Progressing: 'NewReplicaSetAvailable',
  });
  expect(at(web, 'status', 'observedGeneration')).toBe(
    at(web, 'metadata', 'generation'),
  );
  expect(
    at(web, 'metadata', 'annotations', 'deployment.kubernetes.io/revision'),
  ).toBe('3');
});

it('says when a Deployment exceeds its deadline', async () => {
  await create(
    `${apps}/deployments`,
    deployment('late', 'never-ready:1', { progressDeadlineSeconds: 1 }),
  );
  const late = await eventuallyObject(
    `${apps}/deployments/late`,
    object => conditionsOf(object).Progressing === 'ProgressDeadlineExceeded',
  );
  expect(conditionsOf(late).Available).toBe('MinimumReplicasUnavailable');
});

it('removes the old pod first when the strategy is Recreate', async () => {
  const strategy = { type: 'Recreate' };
  await create(
    `${apps}/deployments`,
    deployment('single', 'shop:1', { strategy }),
  );
  await eventuallyReady('single', 1);
  await patch(`${apps}/deployments/single`, imagePatch('single', 'shop:2'));
  const imagesAtOnce = new Set<number>();
  await eventuallyPods('single', pods => {
    imagesAtOnce.add(new Set(pods.map(imageOf)).size);
    return pods.length === 1 && pods.every(pod => imageOf(pod) === 'shop:2');
  });
  expect(Math.max(...imagesAtOnce)).toBe(1);
  expect(await podsOf('single')).toHaveLength(1);
});

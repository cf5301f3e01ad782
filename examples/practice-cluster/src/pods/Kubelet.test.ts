import { at, JsonObject } from '../model/json';
import { eventually, JSON_PATCH } from '../testing/apiClient';
import { pod } from '../testing/manifests';
import { containerOf, isReady } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';

const { api, core, create, items, eventuallyObject } = withNamespace();

const waitingFor = (reason: string) => (object: JsonObject) =>
  at(containerOf(object), 'state', 'waiting', 'reason') === reason;

const setImage = (name: string, value: string) =>
  api(
    'PATCH',
    `${core}/pods/${name}`,
    [{ op: 'replace', path: '/spec/containers/0/image', value }],
    { 'content-type': JSON_PATCH },
  );

it('holds the containers back until the init containers are done', async () => {
  const initContainers = [{ name: 'prepare', image: 'missing:1' }];
  await create(`${core}/pods`, pod('held', 'shop:1', { initContainers }));
  const held = await eventuallyObject(`${core}/pods/held`, ({ status }) =>
    JSON.stringify(status).includes('ImagePullBackOff'),
  );
  expect(waitingFor('PodInitializing')(held)).toBe(true);
});

it('restarts a container in place when its image changes', async () => {
  const before = await create(`${core}/pods`, pod('moved', 'shop:1'));
  await eventuallyObject(`${core}/pods/moved`, isReady);
  const phases = new Set();
  await setImage('moved', 'shop:2');
  const after = await eventuallyObject(`${core}/pods/moved`, object => {
    phases.add(at(object, 'status', 'phase'));
    return containerOf(object).restartCount === 1 && isReady(object);
  });
  expect(at(after, 'metadata', 'uid')).toBe(at(before, 'metadata', 'uid'));
  expect([...phases]).toEqual(['Running']);
  expect(containerOf(after)).toMatchObject({
    image: 'shop:2',
    lastState: { terminated: { exitCode: 0, reason: 'Completed' } },
  });
  const uid = String(at(after, 'metadata', 'uid'));
  const events = await eventually(
    () => items(`${core}/events?fieldSelector=involvedObject.uid%3D${uid}`),
    list => list.some(({ reason }) => reason === 'Killing'),
  );
  expect(events.map(({ message }) => message)).toContain(
    'Container main definition changed, will be restarted',
  );
});

it.each([
  ['missing', 'ImagePullBackOff', 0],
  ['config-error', 'CreateContainerConfigError', 0],
  ['crash', 'CrashLoopBackOff', 1],
])(
  'starts a container of %s when it gets an image that runs',
  async (story, reason, restarts) => {
    const name = `healed-${story}`;
    await create(`${core}/pods`, pod(name, `${story}:1`));
    const ill = await eventuallyObject(
      `${core}/pods/${name}`,
      waitingFor(reason),
    );
    await setImage(name, 'shop:2');
    const healed = await eventuallyObject(`${core}/pods/${name}`, isReady);
    expect(
      Number(containerOf(healed).restartCount) -
        Number(containerOf(ill).restartCount),
    ).toBe(restarts);
  },
);

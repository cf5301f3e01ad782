import { asObjects, at, JsonObject } from '../model/json';
import { eventually } from '../testing/apiClient';
import { job, pod } from '../testing/manifests';
import { conditionsOf, containerOf, isReady } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';
import { storyOf } from './stories';

const { api, core, batch, create, items, eventuallyObject } = withNamespace();

/** Creates a pod of a story and waits until it suits. */
async function tell(
  story: string,
  suits: (object: JsonObject) => boolean,
): Promise<JsonObject> {
  const name = `story-${story}`;
  await create(`${core}/pods`, pod(name, `registry.example.com/${story}:1`));
  return eventuallyObject(`${core}/pods/${name}`, suits);
}

it.each([
  ['shop:1', 'run'],
  ['missing:1', 'missing'],
  ['registry.example.com/shop:missing', 'missing'],
  ['slow.example.com/fail/shop:1', 'run'],
])('takes %s for %s', (image, story) => {
  expect(storyOf(image)).toBe(story);
});

it.each([
  ['missing', 'Pending', 'ImagePullBackOff', {}],
  ['config-error', 'Pending', 'CreateContainerConfigError', {}],
  [
    'crash',
    'Running',
    'CrashLoopBackOff',
    { terminated: { exitCode: 1, reason: 'Error' } },
  ],
  [
    'fail',
    'Running',
    'CrashLoopBackOff',
    { terminated: { exitCode: 1, reason: 'Error' } },
  ],
  [
    'oom',
    'Running',
    'CrashLoopBackOff',
    { terminated: { exitCode: 137, reason: 'OOMKilled' } },
  ],
])('tells the story of %s', async (story, phase, reason, last) => {
  const object = await tell(story, ({ status }) =>
    JSON.stringify(status).includes(reason),
  );
  const container = containerOf(object);
  expect({
    phase: at(object, 'status', 'phase'),
    waiting: at(container, 'state', 'waiting', 'reason'),
  }).toEqual({ phase, waiting: reason });
  expect(container.lastState).toMatchObject(last);
  const uid = String(at(object, 'metadata', 'uid'));
  const events = await eventually(
    () => items(`${core}/events?fieldSelector=involvedObject.uid%3D${uid}`),
    list => list.some(({ type }) => type === 'Warning'),
  );
  expect(events.length).toBeGreaterThan(1);
});

it('restarts what crashes again and again', async () => {
  await create(`${core}/pods`, pod('again', 'crash:1'));
  const again = await eventuallyObject(
    `${core}/pods/again`,
    object => Number(containerOf(object).restartCount) >= 2,
  );
  expect(isReady(again)).toBe(false);
});

it('lets slow run for a while before it is ready', async () => {
  const running = await tell('slow', object =>
    Boolean(at(containerOf(object), 'state', 'running')),
  );
  expect(isReady(running)).toBe(false);
  expect(conditionsOf(running).Ready).toBe('ContainersNotReady');
  const slow = await eventuallyObject(`${core}/pods/story-slow`, isReady);
  expect(containerOf(slow).restartCount).toBe(0);
});

it('never lets never-ready be ready, and says why', async () => {
  const object = await tell('never-ready', each =>
    Boolean(at(containerOf(each), 'state', 'running')),
  );
  expect(isReady(object)).toBe(false);
  const uid = String(at(object, 'metadata', 'uid'));
  const events = await eventually(
    () => items(`${core}/events?fieldSelector=involvedObject.uid%3D${uid}`),
    list => list.some(({ reason }) => reason === 'Unhealthy'),
  );
  expect(events.map(({ reason }) => reason)).toContain('Started');
});

it.each([
  ['fail', { exitCode: 1, reason: 'Error' }],
  ['oom', { exitCode: 137, reason: 'OOMKilled' }],
])('ends the pod of a Job by %s', async (story, terminated) => {
  const name = `job-${story}`;
  await create(`${batch}/jobs`, job(name, `${story}:1`, { backoffLimit: 0 }));
  await eventuallyObject(
    `${batch}/jobs/${name}`,
    object => 'Failed' in conditionsOf(object),
  );
  const { body } = await api(
    'GET',
    `${core}/pods?labelSelector=job-name%3D${name}`,
  );
  const [failed = {}] = asObjects(body.items);
  expect(at(failed, 'status', 'phase')).toBe('Failed');
  expect(at(containerOf(failed), 'state')).toMatchObject({ terminated });
});

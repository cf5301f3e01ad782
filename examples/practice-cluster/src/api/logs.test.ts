import { at, JsonObject } from '../model/json';
import { JSON_PATCH } from '../testing/apiClient';
import { pod } from '../testing/manifests';
import { containerOf } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';

const { api, core, create, eventuallyObject } = withNamespace();

const logOf = async (name: string, query = '') =>
  (await api('GET', `${core}/pods/${name}/log?${query}`)).text;

const refusalOf = async (name: string, query = '') =>
  (await api('GET', `${core}/pods/${name}/log?${query}`)).body.message;

/** Creates a pod that says `hello` three times. */
const talk = (name: string, image = 'shop:1') => {
  const env = [
    { name: 'LOG_LINE', value: 'hello' },
    { name: 'LOG_COUNT', value: '3' },
  ];
  const containers = [{ name: 'main', image, env }];
  return create(`${core}/pods`, pod(name, image, { containers }));
};

const eventuallyRunning = (name: string) =>
  eventuallyObject(
    `${core}/pods/${name}`,
    object => at(object, 'status', 'phase') === 'Running',
  );

const waitsFor = (reason: string) => (object: JsonObject) =>
  at(containerOf(object), 'state', 'waiting', 'reason') === reason;

it('gives logs of a running container, and says when none ran before', async () => {
  await talk('talker');
  await eventuallyRunning('talker');
  expect(await logOf('talker', 'tailLines=2')).toBe(
    'main hello 2\nmain hello 3\n',
  );
  expect(await refusalOf('talker', 'previous=true')).toBe(
    'previous terminated container "main" in pod "talker" not found',
  );
});

it('says why there are none', async () => {
  await create(`${core}/pods`, pod('lost', 'missing:1'));
  await eventuallyObject(`${core}/pods/lost`, waitsFor('ImagePullBackOff'));
  expect(await refusalOf('lost')).toBe(
    'container "main" in pod "lost" is waiting to start: trying and failing to pull image',
  );
});

it('follows a log line by line until the container ends', async () => {
  await talk('followed');
  await eventuallyRunning('followed');
  const following = logOf('followed', 'follow=true&tailLines=1');
  await new Promise(done => setTimeout(done, 700));
  await api('DELETE', `${core}/pods/followed`);
  expect(await following).toBe('main hello 3\nmain hello 4\n');
});

it('ends the log of a container that was replaced, and keeps it as the previous one', async () => {
  await talk('renewed');
  await eventuallyRunning('renewed');
  const following = logOf('renewed', 'follow=true');
  const image = { op: 'replace', path: '/spec/containers/0/image' };
  await api('PATCH', `${core}/pods/renewed`, [{ ...image, value: 'shop:2' }], {
    'content-type': JSON_PATCH,
  });
  await eventuallyObject(
    `${core}/pods/renewed`,
    object => containerOf(object).restartCount === 1,
  );
  expect(await following).toContain('main hello 3\n');
  expect(await logOf('renewed', 'previous=true&follow=true')).toContain(
    'before the restart: main hello 1\n',
  );
});

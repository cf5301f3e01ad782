import { readLog } from '../store';
import { useWorlds } from './__testUtils__/useWorlds';

jest.setTimeout(60_000);

const worldOf = useWorlds();

const hook = (name: string, event: string) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, annotations: { helm.sh/hook: ${event} } }
`;
const SETTINGS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
`;

it.each([
  ['without hooks', SETTINGS, ['render', 'images', 'apply', 'health']],
  [
    'with hooks',
    SETTINGS + hook('before', 'pre-install') + hook('after', 'post-install'),
    ['render', 'images', 'preHooks', 'apply', 'health', 'postHooks'],
  ],
])('the log of a deploy %s tells its parts', async (_, manifests, parts) => {
  const world = await worldOf(manifests);
  await world.create();
  await world.settle();

  const [operation] = await world.operations();
  const log = await readLog(world.context.db, operation!.id);

  expect(log.flatMap(({ step }) => step ?? [])).toEqual(parts);
});

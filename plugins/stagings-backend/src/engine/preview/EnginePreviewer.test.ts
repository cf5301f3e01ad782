import { ServiceUnavailableError } from '@backstage/errors';
import { StagingPreview } from 'backstage-plugin-stagings-common';
import { StagingInputs } from '../../model/staging';
import { TestFolders } from '../../render/__testUtils__/renderInput';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { stagingRecord } from '../../store/__testUtils__/records';
import { ClusterUnreachableError } from '../../cluster/errors';
import { World } from '../__testUtils__/World';
import { EnginePreviewer } from './EnginePreviewer';

jest.setTimeout(120_000);

const databases = storeDatabases();
const folders = new TestFolders();
afterAll(() => folders.remove());

const MANIFESTS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { size: "\${{ parameters.size }}" }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: old
  annotations: { stagings.backstage.io/when: "\${{ parameters.old }}" }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: kept
  annotations:
    helm.sh/resource-policy: keep
    stagings.backstage.io/when: "\${{ parameters.old }}"
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "shop:\${{ parameters.size }}" }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: seed }
spec:
  template:
    spec: { containers: [{ name: seed, image: "seed:\${{ parameters.size }}" }] }
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: { helm.sh/hook: "pre-install,pre-upgrade" }
spec:
  template:
    spec: { containers: [{ name: migrate, image: migrate:1 }] }
`;

const NEVER = new AbortController().signal;

async function worldOf(id: string, manifests = MANIFESTS): Promise<World> {
  const db = await databases.open('SQLITE_3');
  const folder = await folders.create({ 'shop.yaml': manifests });
  const world = new World(db, folder, id);
  Object.assign(world.context.config.templates[0]!, { cluster: id });
  return world;
}

function newStaging(world: World, record: Partial<StagingInputs> = {}) {
  return stagingRecord({
    id: 'new',
    name: 'shop',
    namespace: 'stg-shop',
    cluster: world.cluster.name,
    parameters: { old: true, size: 'small' },
    ...record,
  });
}

async function previewChange(world: World, inputs: Partial<StagingInputs>) {
  const staging = { ...(await world.staging()), ...inputs };
  return new EnginePreviewer(world.context).preview({
    staging,
    compare: true,
    signal: NEVER,
  });
}

const actionsOf = ({ objects }: Pick<StagingPreview, 'objects'>) =>
  Object.fromEntries(objects.map(o => [`${o.kind} ${o.name}`, o.action]));

const reasonsOf = ({ problems }: Pick<StagingPreview, 'problems'>) =>
  problems.map(({ reason }) => reason);

it('shows what a new staging would be made of, and makes nothing', async () => {
  const world = await worldOf('new');
  world.images.set('shop:small', { state: 'exists', digest: 'sha256:1' });
  world.images.set('seed:small', { state: 'missing' });
  const found = await new EnginePreviewer(world.context).preview({
    staging: newStaging(world),
    compare: true,
    signal: NEVER,
  });
  expect(actionsOf(found)).toEqual({
    'Namespace stg-shop': 'create',
    'ConfigMap settings': 'create',
    'ConfigMap old': 'create',
    'ConfigMap kept': 'create',
    'Deployment web': 'create',
    'Job seed': 'create',
  });
  expect(found.objects.find(o => o.name === 'settings')).toMatchObject({
    apiVersion: 'v1',
    namespace: 'stg-shop',
    source: 'shop.yaml',
    yaml: expect.stringContaining('data:\n  size: small\n'),
  });
  expect(found.images).toEqual([
    { image: 'shop:small', state: 'exists', digest: 'sha256:1' },
    { image: 'seed:small', state: 'missing' },
    {
      image: 'migrate:1',
      state: 'unverified',
      reason: 'its registry is not among stagings.registries',
    },
  ]);
  expect(reasonsOf(found)).toEqual(['ImageMissing']);
  expect(found.hooks).toEqual([
    expect.objectContaining({ event: 'pre-install', name: 'migrate' }),
  ]);
  expect(world.cluster.all()).toEqual([]);
});

it('shows how a change differs from what is deployed', async () => {
  const world = await worldOf('change');
  await world.create();
  await world.settle();
  const before = world.cluster.all();

  const same = await previewChange(world, {});
  expect(new Set(Object.values(actionsOf(same)))).toEqual(
    new Set(['unchanged']),
  );

  const found = await previewChange(world, {
    parameters: { old: false, size: 'large' },
  });
  expect(actionsOf(found)).toEqual({
    'Namespace stg-shop': 'unchanged',
    'ConfigMap settings': 'change',
    'Deployment web': 'change',
    'Job seed': 'replace',
    'ConfigMap old': 'remove',
    'ConfigMap kept': 'keep',
  });
  const byName = new Map(found.objects.map(o => [o.name, o]));
  const changedLines = (name: string) =>
    byName
      .get(name)
      ?.diff?.split('\n')
      .filter(line => /^[+-]/.test(line))
      .map(line => line.replace(/\s+/g, ' '));
  expect(changedLines('settings')).toEqual(['- size: small', '+ size: large']);
  expect(changedLines('web')).toEqual([
    '- image: shop:small',
    '+ image: shop:large',
  ]);
  expect(changedLines('seed')).toEqual([
    '- image: seed:small',
    '+ image: seed:large',
  ]);
  expect(byName.get('kept')?.reason).toContain('an annotation says to keep it');
  expect(found.hooks.map(({ event }) => event)).toEqual(['pre-upgrade']);
  expect(world.cluster.all()).toEqual(before);
});

it('answers what the template gives where the cluster does not answer', async () => {
  const world = await worldOf('unreachable');
  world.cluster.interfere = async () => {
    throw new ClusterUnreachableError('unreachable', 'ECONNREFUSED', 'refused');
  };
  const found = await new EnginePreviewer(world.context).preview({
    staging: newStaging(world),
    compare: true,
    signal: NEVER,
  });
  expect(new Set(Object.values(actionsOf(found)))).toEqual(
    new Set(['unknown']),
  );
  expect(reasonsOf(found)).toEqual(['NotCompared']);
});

it('looks at nothing in the cluster where the name is another staging’s', async () => {
  const world = await worldOf('taken');
  await world.create();
  await world.settle();
  world.cluster.calls.length = 0;
  const found = await new EnginePreviewer(world.context).preview({
    staging: newStaging(world),
    compare: false,
    signal: NEVER,
  });
  expect(new Set(Object.values(actionsOf(found)))).toEqual(new Set(['create']));
  expect(world.cluster.calls).not.toContainEqual(
    expect.stringMatching(/^(get|apply)/),
  );
});

it.each([
  [
    'an expression that fails',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "${{ parameters.nothing }}" }',
    'InvalidExpression',
  ],
  [
    'an object of a kind that is not allowed',
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: other }',
    'ObjectRefused',
  ],
])('answers %s as a problem', async (title, manifests, reason) => {
  const world = await worldOf(title.replace(/\W/g, '-'), manifests);
  const found = await new EnginePreviewer(world.context).preview({
    staging: newStaging(world),
    compare: true,
    signal: NEVER,
  });
  expect(found.objects).toEqual([]);
  expect(reasonsOf(found)).toEqual([reason]);
});

it('names an object that somebody else owns, and does not show it', async () => {
  const world = await worldOf('foreign');
  await world.create();
  await world.settle();
  world.cluster.add({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'extra', namespace: 'stg-shop' },
    data: { theirs: 'yes' },
  });
  const folder = await folders.create({
    'shop.yaml': `${MANIFESTS}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: extra }`,
  });
  Object.assign(world.context.config.templates[0]!.source, {
    paths: [{ from: 'disk', path: folder }],
  });
  const found = await previewChange(world, {});
  expect(reasonsOf(found)).toEqual(['ObjectNotOurs']);
  expect(JSON.stringify(found)).not.toContain('theirs');
});

it('gives up when its time is over', async () => {
  const world = await worldOf('slow');
  world.cluster.interfere = () => new Promise(() => {});
  const previewer = new EnginePreviewer(world.context, { timeLimitMs: 50 });
  const preview = previewer.preview({
    staging: newStaging(world),
    compare: true,
    signal: NEVER,
  });
  await expect(preview).rejects.toThrow(ServiceUnavailableError);
});

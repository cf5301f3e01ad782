import { ObjectRef } from '../../../cluster/types';
import { KubeObject } from '../../../model/kubeObject';
import { keepMinted } from './keepMinted';

const labels = {
  'stagings.backstage.io/staging': 'shop',
  'stagings.backstage.io/installation': 'portal',
};

function secret(
  password: string,
  given: { labels?: Record<string, string> } = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db', namespace: 'stg', labels, ...given },
    data: { password, user: 'shop' },
  };
}

function web(checksum: string, token: string): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'stg', labels },
    spec: {
      template: {
        metadata: { annotations: { checksum } },
        spec: {
          containers: [{ name: 'web', env: [{ name: 'T', value: token }] }],
        },
      },
    },
  };
}

async function keep(
  live: KubeObject[],
  {
    deployedRevision,
    user = 'shop',
  }: { deployedRevision?: number; user?: string },
) {
  const render = (value: string) => [
    { ...secret(value), data: { password: value, user } },
    web(`sum-${value}`, value),
  ];
  const client = {
    get: async ({ name }: ObjectRef) =>
      live.find(object => object.metadata.name === name),
  };
  return keepMinted(
    { objects: render('new'), again: render('newer') },
    {
      staging: { name: 'shop', revision: 2, deployedRevision },
      installation: 'portal',
    },
    client,
  );
}

const LIVE = [secret('old'), web('sum-old', 'old')];

it('keeps everything that is made up where the same revision is deployed again', async () => {
  const { objects, notices } = await keep(LIVE, { deployedRevision: 2 });
  expect(objects).toEqual(LIVE);
  expect(notices).toEqual([
    'Deployment web keeps the values that it has of spec.template.metadata.annotations.checksum, spec.template.spec.containers.0.env.0.value: the template makes up new ones at each render',
    'Secret db keeps the values that it has of data.password: the template makes up new ones at each render',
  ]);
});

it('keeps all but annotations of pods in a new revision, and takes over what changed', async () => {
  const { objects } = await keep(LIVE, { deployedRevision: 1, user: 'admin' });
  expect(objects).toEqual([
    { ...secret('old'), data: { password: 'old', user: 'admin' } },
    web('sum-new', 'old'),
  ]);
});

it.each<[string, KubeObject[]]>([
  ['is not there', []],
  ['is somebody else’s', [secret('old', { labels: {} })]],
  ['has no such value', [{ ...secret('old'), data: {} }]],
])('makes up values where the object %s', async (_, live) => {
  const { objects } = await keep(live, { deployedRevision: 2 });
  expect(objects).toEqual([secret('new'), web('sum-new', 'new')]);
});

it('leaves lists alone that the cluster has in another order', async () => {
  const live = web('sum-old', 'old');
  const { template } = live.spec as { template: { spec: object } };
  Object.assign(template.spec, {
    containers: [{ name: 'sidecar', env: [{ name: 'T', value: 'other' }] }],
  });
  const { objects } = await keep([live], { deployedRevision: 2 });
  expect(objects[1]).toEqual(web('sum-old', 'new'));
});

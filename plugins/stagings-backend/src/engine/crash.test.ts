import { planCheck } from '../store';
import { crashEverywhere } from './__testUtils__/crashes';
import { useWorlds } from './__testUtils__/useWorlds';
import { World } from './__testUtils__/World';

jest.setTimeout(120_000);

const worldOf = useWorlds();

/** A bit of everything that a step treats in a way of its own. */
const MANIFESTS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { host: "\${{ staging.host }}", size: "\${{ parameters.size }}" }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: old
  annotations: { stagings.backstage.io/when: "\${{ parameters.old }}" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: shop:1
          env: [{ name: SIZE, value: "\${{ parameters.size }}" }]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, annotations: { stagings.backstage.io/ignore-health: "true" } }
spec:
  maxReplicas: 4
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, annotations: { stagings.backstage.io/ignore-health: "true" } }
spec:
  replicas: 2
  persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "db:1" }] }
  volumeClaimTemplates: [{ metadata: { name: data } }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  schedule: 0 0 1 1 *
  jobTemplate:
    spec:
      template:
        spec: { restartPolicy: Never, containers: [{ name: report, image: "report:1" }] }
`;

const CHANGE = { parameters: { old: false, size: 'big' } };

/** What happens until the engine dies; each begins with a staging that is wanted. */
const STORIES: Array<[string, (world: World) => Promise<void>]> = [
  ['a first deploy', async () => {}],
  [
    'a change that removes an object',
    async world => {
      await world.settle();
      await world.change(CHANGE);
    },
  ],
  [
    'an archive',
    async world => {
      await world.settle();
      await world.scale(3);
      await world.request('archive');
    },
  ],
  [
    'a restore',
    async world => {
      await world.settle();
      await world.scale(3);
      await world.request('archive');
      await world.settle();
      await world.request('restore');
    },
  ],
  [
    'a cancel of a first deploy',
    async world => {
      await world.turn();
      await world.cancel();
      await world.request('redeploy');
    },
  ],
  [
    'a cancel of a change of which nothing was applied',
    async world => {
      await world.settle();
      await world.change(CHANGE);
      await world.cancel();
    },
  ],
  [
    'a cancel of a change of which everything was applied',
    async world => {
      await world.settle();
      await world.change(CHANGE);
      await world.turn();
      await world.cancel();
    },
  ],
  [
    'a restart',
    async world => {
      await world.settle();
      await world.restart();
    },
  ],
  [
    'a repair of what somebody deleted and changed',
    async world => {
      await world.settle();
      await compare(world);
      const { cluster } = world;
      await cluster.delete(ref('', 'v1', 'ConfigMap', 'settings'), {
        propagation: 'Background',
      });
      await cluster.mergePatch(ref('batch', 'v1', 'CronJob', 'nightly'), {
        spec: { schedule: '* * * * *' },
      });
      await planCheck(world.context.db, world.id, 0);
    },
  ],
  [
    'a delete',
    async world => {
      await world.settle();
      await world.request('delete');
    },
  ],
];

function ref(group: string, version: string, kind: string, name: string) {
  return { group, version, kind, namespace: 'stg-shop', name };
}

/** Has the engine remember what it deployed, as the regular check does. */
async function compare(world: World): Promise<void> {
  await planCheck(world.context.db, world.id, 0);
  await world.turn();
}

describe('an engine that dies', () => {
  async function begin(
    prepare: (world: World) => Promise<void>,
  ): Promise<World> {
    const world = await worldOf(MANIFESTS);
    await world.create();
    await prepare(world);
    return world;
  }

  describe.each(STORIES)('in %s', (_, prepare) => {
    it.each(['before', 'after'] as const)(
      '%s any call ends where an undisturbed one does',
      async moment => {
        const undisturbed = await begin(prepare);
        await undisturbed.settle();
        const outcome = await undisturbed.outcome();

        const crashes = await crashEverywhere(() => begin(prepare), moment);
        for (const { crashed, world } of crashes) {
          expect({ crashed, outcome: await world.outcome() }).toEqual({
            crashed,
            outcome,
          });
        }
      },
    );
  });
});

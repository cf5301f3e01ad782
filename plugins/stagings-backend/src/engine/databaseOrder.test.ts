import { useWorlds } from './__testUtils__/useWorlds';
import { World } from './__testUtils__/World';

jest.setTimeout(120_000);

const worldOf = useWorlds();

function workload(kind: string, name: string): string {
  return `---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name} }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: run, image: "${name}:1" }] }
`;
}

const CRON = `---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: '@daily'
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{ name: run, image: 'report:1' }]
`;

const MANIFESTS =
  workload('Deployment', 'web') + workload('StatefulSet', 'db') + CRON;

describe('a staging with a database', () => {
  async function running(): Promise<World> {
    const world = await worldOf(MANIFESTS);
    await world.create();
    await world.settle();
    return world;
  }

  async function archived(): Promise<World> {
    const world = await running();
    await world.request('archive');
    await world.settle();
    await expect(world.outcome()).resolves.toMatchObject({ phase: 'archived' });
    return world;
  }

  const countOf = (world: World, kind: string) =>
    world.cluster.all().find(object => object.kind === kind)?.spec?.replicas;

  /** Where operations end whose worker dies at each call in turn. */
  async function crashEverywhere(
    begin: () => Promise<World>,
    operation: 'archive' | 'restore',
    moment: 'before' | 'after',
  ) {
    const outcomes: object[] = [];
    for (let count = 1; ; count += 1) {
      const world = await begin();
      await world.request(operation);
      const crashed = await world.crashAt(count, moment);
      if (crashed === undefined) return outcomes;
      await world.settle();
      const web = countOf(world, 'Deployment');
      const database = countOf(world, 'StatefulSet');
      const outcome = await world.outcome();
      outcomes.push({ crashed, web, db: database, ...outcome });
    }
  }

  describe('when it is archived', () => {
    it('keeps the database up until the pods that may use it are gone', async () => {
      const world = await running();
      await world.request('archive');
      await world.turn();
      expect(countOf(world, 'Deployment')).toBe(0);
      expect(countOf(world, 'StatefulSet')).toBe(1);
      expect(await world.staging()).toMatchObject({
        phase: 'archiving',
        phaseExplanation: {
          reason: 'PodsStopping',
          message: '2 pods are left; databases stop last',
        },
      });

      await world.turn();
      expect(countOf(world, 'StatefulSet')).toBe(1);

      world.cluster.advance();
      await world.turn();
      expect(countOf(world, 'StatefulSet')).toBe(0);
      expect(await world.staging()).toMatchObject({
        phaseExplanation: { message: '1 pod is left' },
      });

      await world.settle();
      expect(await world.staging()).toMatchObject({ phase: 'archived' });
      expect(await world.log()).not.toContainEqual(
        expect.stringMatching(/^warning/),
      );
    });

    it('does not keep it up for ever for a pod that does not stop, and names that pod', async () => {
      const world = await running();
      const now = jest.spyOn(world.context, 'now');
      await world.request('archive');
      await world.turn();
      now.mockImplementation(() => Date.now() + 301_000);
      await world.turn();
      expect(countOf(world, 'StatefulSet')).toBe(0);
      expect(await world.log()).toContain(
        'warning: Stopping the databases, although these pods that may use them are still there: web-0',
      );
      expect(await world.staging()).toMatchObject({ phase: 'archiving' });
    });

    it.each(['before', 'after'] as const)(
      'ends the same when the process dies %s any call',
      async moment => {
        const outcomes = await crashEverywhere(running, 'archive', moment);
        expect(outcomes.length).toBeGreaterThan(5);
        for (const outcome of outcomes) {
          expect(outcome).toMatchObject({
            phase: 'archived',
            operation: 'succeeded',
            web: 0,
            db: 0,
          });
        }
      },
    );
  });

  describe('when it is restored', () => {
    it('waits until the database is healthy, without rendering again, then brings back the rest', async () => {
      const world = await archived();
      await world.request('restore');
      await world.turn();
      expect(await world.staging()).toMatchObject({
        phase: 'deploying',
        phaseExplanation: {
          reason: 'DatabasesStarting',
          message: expect.stringMatching(/^Databases come first: .*db/),
        },
      });
      expect(countOf(world, 'StatefulSet')).toBe(1);
      expect(countOf(world, 'Deployment')).toBe(0);

      world.cluster.advance();
      world.cluster.calls.length = 0;
      await world.turn();
      expect(countOf(world, 'Deployment')).toBe(0);
      expect(world.cluster.calls.filter(call => /^apply/.test(call))).toEqual(
        [],
      );

      await world.settle();
      expect(countOf(world, 'Deployment')).toBe(1);
      await expect(world.outcome()).resolves.toMatchObject({
        phase: 'running',
        health: 'healthy',
        recordedScales: undefined,
      });
    });

    it('goes on where the database does not become healthy, and says so', async () => {
      const world = await archived();
      const now = jest.spyOn(world.context, 'now');
      await world.request('restore');
      await world.turn();
      now.mockImplementation(() => Date.now() + 301_000);
      await world.turn();
      expect(countOf(world, 'Deployment')).toBe(1);
      expect(await world.log()).toContainEqual(
        expect.stringMatching(
          /^warning: Starting everything else, since the databases are not healthy after 301 seconds: .*db/,
        ),
      );
    });

    it('is turned round by an archive while it waits, which keeps the counts', async () => {
      const world = await archived();
      const { recordedScales } = await world.staging();
      await world.request('restore');
      await world.turn();
      world.cluster.advance();
      await world.request('archive');
      await world.settle();
      expect(await world.staging()).toMatchObject({
        phase: 'archived',
        recordedScales,
      });
      expect(countOf(world, 'StatefulSet')).toBe(0);
    });

    it.each(['before', 'after'] as const)(
      'ends the same when the process dies %s any call',
      async moment => {
        const outcomes = await crashEverywhere(archived, 'restore', moment);
        expect(outcomes.length).toBeGreaterThan(5);
        for (const outcome of outcomes) {
          expect(outcome).toMatchObject({
            phase: 'running',
            health: 'healthy',
            operation: 'succeeded',
            recordedScales: undefined,
            web: 1,
            db: 1,
          });
        }
      },
    );
  });
});

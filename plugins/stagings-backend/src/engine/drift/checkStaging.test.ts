import { Knex } from 'knex';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClusterUnreachableError } from '../../cluster/errors';
import { ObjectRef } from '../../cluster/types';
import { STAGING_LABEL } from '../../model/labels';
import { TestFolders } from '../../render/__testUtils__/renderInput';
import { listOperations, planCheck, readCheck, readLog } from '../../store';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { World } from '../__testUtils__/World';

jest.setTimeout(120_000);

const databases = storeDatabases();
const folders = new TestFolders();
afterAll(() => folders.remove());

const SETTINGS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { host: "\${{ staging.host }}" }
`;
const WORKLOADS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "shop:1" }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: import, image: "shop:1" }] }
`;

function ref(group: string, kind: string, name: string): ObjectRef {
  return { group, version: 'v1', kind, namespace: 'stg-shop', name };
}
const settings = ref('', 'ConfigMap', 'settings');
const web = ref('apps', 'Deployment', 'web');
const job = ref('batch', 'Job', 'import');

const podsOf = ({ cluster }: World) =>
  cluster
    .all()
    .filter(({ kind, status }) => kind === 'Pod' && status?.phase === 'Running')
    .length;

describe('the comparison of a staging with its cluster', () => {
  let db: Knex;
  let manifests: string;
  let worlds = 0;

  beforeAll(async () => {
    db = await databases.open('SQLITE_3');
  });

  /** A staging that was deployed and compared once. */
  async function running(): Promise<World> {
    worlds += 1;
    manifests = await folders.create({
      'settings.yaml': SETTINGS,
      'workloads.yaml': WORKLOADS,
    });
    const world = new World(db, manifests, `checked-${worlds}`);
    await world.create();
    await world.settle();
    await check(world);
    world.cluster.calls.length = 0;
    return world;
  }

  async function check(world: World): Promise<void> {
    await planCheck(db, world.id, 0);
    await world.turn();
    world.cluster.advance();
  }

  const remove = (world: World, object: ObjectRef) =>
    world.cluster.delete(object, { propagation: 'Background' });

  /** The newest operation with its log, when it is a repair. */
  async function repair(world: World) {
    const [newest] = await listOperations(db, world.id, { limit: 1 });
    if (newest?.kind !== 'repair') return undefined;
    const { actor, state, reason, message } = newest;
    const log = await readLog(db, newest.id);
    return {
      actor,
      state,
      reason,
      message,
      log: log.map(line => `${line.level}: ${line.message}`),
    };
  }

  it('writes nothing while nothing has changed, and says nothing', async () => {
    const world = await running();
    await check(world);

    expect(world.cluster.calls.length).toBeGreaterThan(0);
    expect(world.cluster.calls.filter(call => !/^get/.test(call))).toEqual([]);
    await expect(repair(world)).resolves.toBeUndefined();
  });

  it('is made only when it is due', async () => {
    const world = await running();
    await remove(world, settings);
    await world.turn();

    await expect(world.cluster.get(settings)).resolves.toBeUndefined();
  });

  it('makes what was deleted again, and shows it in the history', async () => {
    const world = await running();
    await remove(world, settings);
    await remove(world, web);
    await check(world);

    await expect(world.cluster.get(settings)).resolves.toMatchObject({
      data: { host: 'shop.example.com' },
    });
    await expect(repair(world)).resolves.toEqual({
      actor: 'system',
      state: 'succeeded',
      reason: undefined,
      message: 'Repaired ConfigMap settings, Deployment web',
      log: [
        'info: ConfigMap settings was deleted; made it again',
        'info: Deployment web was deleted; made it again',
      ],
    });
    expect(world.context.auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'staging-mutate',
      severityLevel: 'medium',
      meta: expect.objectContaining({
        ...{ actionType: 'repair', stagingId: world.id, staging: 'shop' },
        objects: [
          'ConfigMap settings was deleted; made it again',
          'Deployment web was deleted; made it again',
        ],
      }),
    });
    const { inventory, phase } = await world.outcome();
    expect(phase).toBe('running');
    expect(inventory.every(({ isLive }) => isLive)).toBe(true);
  });

  it('sets back what was changed by hand', async () => {
    const world = await running();
    await world.scale(3);
    await world.cluster.mergePatch(settings, { data: { host: 'wrong' } });
    await check(world);

    await expect(world.cluster.get(web)).resolves.toMatchObject({
      spec: { replicas: 1 },
    });
    expect((await repair(world))?.log).toEqual([
      'info: ConfigMap settings was changed by somebody else; set it back',
      'info: Deployment web was changed by somebody else; set it back',
    ]);
  });

  it('gives back the labels that somebody took away', async () => {
    const world = await running();
    await world.cluster.mergePatch(settings, {
      metadata: { labels: { [STAGING_LABEL]: null } },
    });
    await check(world);

    const live = await world.cluster.get(settings);
    expect(live?.metadata.labels?.[STAGING_LABEL]).toBe('shop');
    expect((await repair(world))?.log).toEqual([
      'info: ConfigMap settings had lost its labels; gave them back',
    ]);
  });

  it('leaves alone what somebody else made under the name, however often it looks', async () => {
    const world = await running();
    await remove(world, settings);
    world.cluster.add({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'stg-shop' },
      data: { host: 'theirs' },
    });
    await check(world);
    await check(world);

    await expect(world.cluster.get(settings)).resolves.toMatchObject({
      data: { host: 'theirs' },
    });
    await expect(repair(world)).resolves.toMatchObject({
      state: 'failed',
      reason: 'RepairIncomplete',
      message:
        'Cannot repair ConfigMap settings: belongs to somebody else now; left it alone',
    });
  });

  it('does not run a Job again that is gone', async () => {
    const world = await running();
    const runs = [...world.cluster.runs];
    await remove(world, job);
    await check(world);

    await expect(world.cluster.get(job)).resolves.toBeUndefined();
    expect(world.cluster.runs).toEqual(runs);
    await expect(repair(world)).resolves.toBeUndefined();
  });

  describe('when the template gives something else by now', () => {
    async function changedTemplate(): Promise<World> {
      const world = await running();
      await writeFile(
        join(manifests, 'settings.yaml'),
        SETTINGS.replace('staging.host', 'staging.name'),
      );
      return world;
    }

    it('rolls nothing out, and says once why it does not repair', async () => {
      const world = await changedTemplate();
      await remove(world, web);
      await check(world);

      await expect(world.cluster.get(web)).resolves.toBeUndefined();
      await expect(world.cluster.get(settings)).resolves.toMatchObject({
        data: { host: 'shop.example.com' },
      });
      await expect(repair(world)).resolves.toMatchObject({
        state: 'failed',
        reason: 'RenderChanged',
        message: expect.stringContaining('Deployment web was deleted'),
      });
      const before = await listOperations(db, world.id, { limit: 10 });
      await world.cluster.mergePatch(settings, { data: { other: 'x' } });
      await check(world);
      await expect(
        listOperations(db, world.id, { limit: 10 }),
      ).resolves.toHaveLength(before.length);
    });

    it('says nothing while nothing is missing', async () => {
      const world = await changedTemplate();
      await world.scale(2);
      await check(world);

      await expect(repair(world)).resolves.toBeUndefined();
    });
  });

  it('changes nothing about the staging while the cluster does not answer, and comes back', async () => {
    const world = await running();
    const before = await world.staging();
    world.cluster.interfere = async () => {
      throw new ClusterUnreachableError('staging', 'ECONNREFUSED', 'refused');
    };
    await check(world);

    await expect(world.staging()).resolves.toEqual(before);
    const next = await readCheck(db, world.id);
    expect(next?.dueIn).toBeLessThan(60_000);
  });

  it('archives a staging again whose pods came back', async () => {
    const world = await running();
    await world.request('archive');
    await world.settle();
    await world.scale(2);
    expect(podsOf(world)).toBe(2);
    await check(world);
    await world.settle();

    expect(podsOf(world)).toBe(0);
    const { phase, recordedScales } = await world.outcome();
    expect(phase).toBe('archived');
    expect(recordedScales).toContainEqual(
      expect.objectContaining({ name: 'web', replicas: 1 }),
    );
    await expect(repair(world)).resolves.toMatchObject({
      actor: 'system',
      state: 'succeeded',
    });
    expect((await repair(world))?.log[0]).toMatch(
      /^warning: Pod web-0 came back although the staging is archived/,
    );
  });
});

import { InventoryEntry } from '../model/inventory';
import { identityOf, KubeObject, versionOf } from '../model/kubeObject';
import { aggregate } from './aggregate';
import { assessInventory } from './assessInventory';
import { publish } from './publish';
import { resourceTree } from './resourceTree';
import { readFixture } from './__testUtils__/readFixture';
import { AssessedObject, PublishedHealth, StagingHealth } from './types';

function cluster(...names: string[]) {
  const fixtures = names.map(readFixture);
  const inventory = fixtures.map(
    ({ object }): InventoryEntry => ({
      ...identityOf(object),
      version: versionOf(object.apiVersion),
      uid: object.metadata.uid,
      actuation: 'applied',
      revision: 1,
    }),
  );
  return {
    inventory,
    live: fixtures.flatMap(({ object, children }) => [object, ...children]),
    now: fixtures[0]!.createdAt + 700_000,
  };
}

function seen(
  name: string,
  health: AssessedObject['health'],
  message?: string,
): AssessedObject {
  const explanation = message ? { reason: 'Because', message } : undefined;
  return { kind: 'Deployment', name, health, explanation };
}

describe('aggregate', () => {
  it.each<
    [string, AssessedObject[], StagingHealth['health'], string | undefined]
  >([
    ['nothing', [], 'healthy', undefined],
    ['all well', [seen('a', 'healthy')], 'healthy', undefined],
    [
      'one cause, in its own words',
      [seen('a', 'healthy'), seen('b', 'degraded', 'B fails')],
      'degraded',
      'B fails',
    ],
    [
      'several causes',
      [
        seen('a', 'degraded', 'A fails'),
        seen('b', 'degraded', 'B fails'),
        seen('c', 'healthy'),
      ],
      'degraded',
      '2 of 3 degraded: A fails; B fails',
    ],
    [
      'at most three causes',
      ['a', 'b', 'c', 'd'].map(name => seen(name, 'degraded', name)),
      'degraded',
      '4 of 4 degraded: a; b; c',
    ],
    [
      'degraded says more than unknown',
      [seen('a', 'unknown'), seen('b', 'degraded', 'B fails')],
      'degraded',
      'B fails',
    ],
    [
      'unknown hides progress',
      [seen('a', 'unknown', 'no answer'), seen('b', 'progressing')],
      'unknown',
      'no answer',
    ],
    [
      'missing is degraded',
      [seen('a', 'missing', 'A is missing')],
      'degraded',
      'A is missing',
    ],
    [
      'suspended',
      [seen('a', 'suspended', 'A rests'), seen('b', 'healthy')],
      'suspended',
      'A rests',
    ],
  ])('%s', (_, objects, health, message) => {
    const staging = aggregate(objects);
    expect(staging.health).toBe(health);
    expect(staging.explanation?.message).toBe(message);
  });

  it('leaves out what is suspended on purpose', () => {
    const resting = { ...seen('nightly', 'suspended', 'rests'), neutral: true };
    expect(aggregate([seen('web', 'healthy'), resting])).toEqual({
      health: 'healthy',
    });
  });
});

describe('assessInventory', () => {
  it('tells a missing object after 30 s, not before', () => {
    const { inventory, now } = cluster('deployment/healthy');
    const after = (ms: number) =>
      assessInventory(inventory, [], { now, appliedAt: now - ms })[0];
    expect(after(29_000)?.health).toBe('progressing');
    expect(after(30_000)).toMatchObject({
      health: 'missing',
      explanation: { message: 'Deployment d-ok is missing from the cluster' },
    });
  });

  it.each([
    ['an earlier version of the object', {}, 'progressing'],
    ['the version that was applied', { generation: 1 }, 'healthy'],
    ['another object of the name', { uid: 'another' }, 'healthy'],
  ])('shown %s, says so', (_, recorded, expected) => {
    const { inventory, live, now } = cluster('deployment/healthy');
    const [web] = inventory;
    const { generation } = live[0]!.metadata;
    const [assessed] = assessInventory(
      [{ ...web!, generation: generation! + 1, ...recorded }],
      live,
      { now },
    );
    expect(assessed?.health).toBe(expected);
  });

  it('finds the pods of each workload itself', () => {
    const { inventory, live, now } = cluster(
      'deployment/imagePullBackOff',
      'deployment/healthy',
    );
    const assessed = assessInventory(inventory, live, { now });
    expect(assessed.map(({ name, health }) => [name, health])).toEqual([
      ['d-missing', 'degraded'],
      ['d-ok', 'healthy'],
    ]);
  });
});

describe('resourceTree', () => {
  it('puts the unwell first and pods under their Deployment', () => {
    const { inventory, live, now } = cluster(
      'deployment/healthy',
      'deployment/crashLoop',
    );
    const tree = resourceTree(inventory, live, { now });
    expect(tree.map(node => [node.name, node.health, node.summary])).toEqual([
      ['d-crash', 'degraded', '0 of 1 ready'],
      ['d-ok', 'healthy', '2 of 2 ready'],
    ]);
    const pod = tree[0]?.children[0];
    expect(pod?.kind).toBe('Pod');
    expect(pod?.containers?.[0]).toMatchObject({
      name: 'web',
      image: 'shop:crash',
      init: false,
      ready: false,
      state: 'waiting',
      reason: 'CrashLoopBackOff',
    });
  });

  it('shows the ReplicaSets while two versions run', () => {
    const { inventory, live, now } = cluster('deployment/brokenRollout');
    const [deployment] = resourceTree(inventory, live, { now });
    expect(
      deployment?.children.map(({ kind, health }) => [kind, health]),
    ).toEqual([
      ['ReplicaSet', 'degraded'],
      ['ReplicaSet', 'healthy'],
    ]);
  });

  it('puts the claims that a StatefulSet made under it', () => {
    const claim = (name: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: 'stg', uid: name },
      status: { phase: 'Bound' },
    });
    const database: KubeObject = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'stg', uid: 'db' },
      spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
    };
    const entry = {
      ...identityOf(database),
      version: 'v1',
      actuation: 'applied' as const,
      revision: 1,
    };
    const [node] = resourceTree(
      [entry],
      [database, claim('data-db-0'), claim('data-db-x'), claim('data-dbs-0')],
      { now: 0 },
    );
    expect(node?.children.map(({ name }) => name)).toEqual(['data-db-0']);
  });

  it('takes a Job that was cleaned up for done', () => {
    const job: InventoryEntry = {
      ...{ group: 'batch', version: 'v1', kind: 'Job' },
      ...{ namespace: 'stg', name: 'migrate' },
      actuation: 'applied',
      revision: 1,
    };
    const context = { now: 0 };
    expect(resourceTree([job], [], context)[0]?.health).toBe('healthy');
    expect(
      resourceTree([{ ...job, actuation: 'pending' }], [], context)[0]?.health,
    ).toBe('progressing');
  });

  it('shows what is missing', () => {
    const { inventory, now } = cluster('configMap/healthy');
    expect(resourceTree(inventory, [], { now })).toMatchObject([
      { name: 'cm', health: 'missing', children: [] },
    ]);
  });
});

describe('publish', () => {
  const because = (reason: string) => ({ reason, message: reason });
  const well: PublishedHealth = { health: 'healthy', since: 0 };
  const crashing: PublishedHealth = {
    health: 'degraded',
    explanation: because('CrashLoop'),
    since: 0,
  };

  it('shows what cannot heal by waiting at once', () => {
    const assessed: StagingHealth = {
      health: 'degraded',
      explanation: because('ImagePullFailed'),
    };
    expect(publish(well, assessed, 5)).toEqual({ ...assessed, since: 5 });
  });

  it('shows other failures when they have lasted 10 s', () => {
    const assessed: StagingHealth = {
      health: 'degraded',
      explanation: because('Unschedulable'),
    };
    const first = publish(well, assessed, 1_000);
    expect(first).toMatchObject({
      health: 'healthy',
      since: 0,
      recheckAt: 11_000,
    });
    expect(publish(first, assessed, 10_999).health).toBe('healthy');
    expect(publish(first, assessed, 11_000)).toEqual({
      ...assessed,
      since: 11_000,
    });
  });

  it('forgets a failure that passes', () => {
    const failing = publish(well, { health: 'degraded' }, 1_000);
    expect(publish(failing, { health: 'healthy' }, 2_000)).toEqual(well);
  });

  it('believes the end of a crash loop after 20 s', () => {
    const better = publish(crashing, { health: 'healthy' }, 1_000);
    expect(better).toMatchObject({ health: 'degraded', recheckAt: 21_000 });
    const again = publish(better, crashing, 5_000);
    expect(again).toEqual(crashing);
    expect(publish(better, { health: 'healthy' }, 21_000)).toEqual({
      health: 'healthy',
      since: 21_000,
    });
  });

  it('believes the end of other failures at once when all is well', () => {
    const failing = { ...crashing, explanation: because('ImagePullFailed') };
    expect(publish(failing, { health: 'healthy' }, 7).health).toBe('healthy');
  });

  it('takes another try for an end only after 20 s', () => {
    const failing = { ...crashing, explanation: because('ImagePullFailed') };
    const trying = publish(failing, { health: 'progressing' }, 1_000);
    expect(trying).toMatchObject({ health: 'degraded', recheckAt: 21_000 });
    expect(publish(trying, { health: 'progressing' }, 21_000)).toEqual({
      health: 'progressing',
      since: 21_000,
    });
  });

  it('counts all better states after a crash together', () => {
    const starting = publish(crashing, { health: 'progressing' }, 1_000);
    const ready = publish(starting, { health: 'healthy' }, 15_000);
    expect(ready).toMatchObject({ health: 'degraded', recheckAt: 21_000 });
    expect(publish(ready, { health: 'healthy' }, 21_000).health).toBe(
      'healthy',
    );
  });
});

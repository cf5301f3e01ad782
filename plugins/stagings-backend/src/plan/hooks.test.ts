import { TerminalError } from '../model/errors';
import { InventoryEntry } from '../model/inventory';
import { KubeObject } from '../model/kubeObject';
import {
  deployEvents,
  eventProgress,
  hooksOf,
  lastHookEnd,
  recordHooks,
  runOf,
  skipHooks,
  splitHooks,
  withoutIgnoredHooks,
  withRun,
} from '.';

function object(
  name: string,
  hook?: string,
  { kind = 'Job', weight = '', policy = '' } = {},
): KubeObject {
  return {
    apiVersion: kind === 'Job' ? 'batch/v1' : 'v1',
    kind,
    metadata: {
      name,
      namespace: 'stg',
      annotations: {
        ...(hook !== undefined && { 'helm.sh/hook': hook }),
        ...(weight && { 'helm.sh/hook-weight': weight }),
        ...(policy && { 'helm.sh/hook-delete-policy': policy }),
      },
    },
  };
}

const namesOf = (objects: { object: KubeObject }[]) =>
  objects.map(hook => hook.object.metadata.name);

describe('the hooks of a render', () => {
  it.each([
    ['no hook', undefined, true],
    ['an empty annotation', '', true],
    ['only a test', 'test', false],
    ['only tests and rollbacks', 'test-success, post-rollback', false],
    ['a test that is more', 'test,post-upgrade', true],
    ['an event in capitals', 'Pre-Install', true],
  ])('keep or leave out an object with %s', (_, hook, kept) => {
    const rendered = [{ object: object('a', hook), source: 'a.yaml' }];
    expect(withoutIgnoredHooks(rendered)).toEqual({
      objects: kept ? rendered : [],
      notices: [],
    });
  });

  it('take an object for crd-install, which Helm gave up, for no hook', () => {
    const rendered = [{ object: object('a', 'crd-install'), source: 'a.yaml' }];
    const { objects, notices } = withoutIgnoredHooks(rendered);
    expect(splitHooks(objects.map(one => one.object)).hooks).toEqual([]);
    expect(objects).toEqual(rendered);
    expect(notices).toEqual([
      'Job a in a.yaml is no hook: crd-install was given up by Helm; custom resource definitions are applied before everything else',
    ]);
  });

  it.each([
    ['pre-instal', /known are pre-install, post-install/],
    ['crd-install,pre-instal', /known are pre-install, post-install/],
  ])('refuse the event %s', (events, hint) => {
    const event = 'pre-instal';
    const rendered = [{ object: object('a', events), source: 'a.yaml' }];
    const refuse = () => withoutIgnoredHooks(rendered);
    expect(refuse).toThrow(
      `Job a in a.yaml is a hook for ${event}, which does not exist`,
    );
    expect(refuse).toThrow(TerminalError);
    expect(refuse).toThrow(
      expect.objectContaining({
        explanation: expect.objectContaining({
          hint: { text: expect.stringMatching(hint), audience: 'platform' },
        }),
      }),
    );
  });

  it('are told from the objects that stay', () => {
    const web = object('web');
    const migrate = object('migrate', 'pre-install, pre-upgrade,test', {
      weight: '-5',
      policy: 'hook-succeeded, before-hook-creation',
    });
    expect(splitHooks([web, migrate])).toEqual({
      objects: [web],
      hooks: [
        {
          object: migrate,
          events: ['pre-install', 'pre-upgrade'],
          weight: -5,
          deletePolicies: ['hook-succeeded', 'before-hook-creation'],
        },
      ],
    });
  });

  it.each([
    ['5', 5],
    ['-5', -5],
    ['+5', 5],
    ['', 0],
    ['high', 0],
    ['1.5', 0],
  ])('read the weight "%s" as %s', (weight, expected) => {
    const { hooks } = splitHooks([object('a', 'pre-install', { weight })]);
    expect(hooks[0]!.weight).toBe(expected);
  });
});

describe('the hooks of an event', () => {
  const { hooks } = splitHooks([
    object('b', 'pre-upgrade'),
    object('late', 'pre-upgrade', { weight: '10' }),
    object('a', 'pre-upgrade,post-upgrade'),
    object('early', 'pre-upgrade', { weight: '-1' }),
    object('config', 'pre-upgrade', { kind: 'ConfigMap' }),
    object('seed', 'post-install'),
  ]);

  it.each([
    ['pre-upgrade', ['early', 'config', 'a', 'b', 'late']],
    ['post-upgrade', ['a']],
    ['post-install', ['seed']],
    ['pre-delete', []],
  ] as const)('%s run by weight, kind and name', (event, names) => {
    expect(namesOf(hooksOf(hooks, event))).toEqual(names);
  });

  it.each([
    [undefined, { before: 'pre-install', after: 'post-install' }],
    [1, { before: 'pre-upgrade', after: 'post-upgrade' }],
  ])('of a deploy after revision %s', (deployedRevision, events) => {
    expect(deployEvents({ deployedRevision })).toEqual(events);
  });
});

describe('the inventory', () => {
  const migrate = object('migrate', 'pre-upgrade,post-upgrade');
  const { hooks } = splitHooks([migrate, object('bye', 'pre-delete')]);
  const due = {
    operation: 'op-1',
    events: ['pre-upgrade', 'post-upgrade'] as const,
  };
  const recorded = recordHooks([], hooks, 2, due);
  const progress = (inventory: InventoryEntry[], operation = 'op-1') =>
    eventProgress(inventory, 'pre-upgrade', operation);

  it('knows all hooks, and which of them are due', () => {
    expect(recorded).toMatchObject([
      {
        name: 'migrate',
        actuation: 'pending',
        revision: 2,
        hook: {
          operation: 'op-1',
          runs: {
            'pre-upgrade': { state: 'due' },
            'post-upgrade': { state: 'due' },
          },
        },
      },
      { name: 'bye', hook: { events: ['pre-delete'], runs: {} } },
    ]);
    expect(progress(recorded)).toBe('open');
    expect(progress(recorded, 'op-2')).toBe('none');
  });

  it('is one of the hooks of one name for different events', () => {
    const { hooks: namesakes } = splitHooks([
      object('a', 'pre-install'),
      object('a', 'pre-upgrade'),
    ]);
    const twice = recordHooks([], namesakes, 1, {
      operation: 'op-1',
      events: ['pre-upgrade', 'post-upgrade'],
    });
    expect(twice).toMatchObject([
      {
        name: 'a',
        hook: {
          events: ['pre-install', 'pre-upgrade'],
          runs: { 'pre-upgrade': { state: 'due' } },
        },
      },
    ]);
    expect(hooksOf(namesakes, 'pre-upgrade')).toHaveLength(1);
  });

  it('keeps what the same operation did, and forgets what another one did', () => {
    const answer = { ...migrate, metadata: { ...migrate.metadata, uid: 'u' } };
    const ran = withRun(
      recorded,
      migrate,
      'pre-upgrade',
      { state: 'succeeded', endedAt: 7 },
      answer,
    );
    expect(ran[0]).toMatchObject({ uid: 'u', actuation: 'applied' });
    expect(progress(ran)).toBe('succeeded');
    expect(progress(recordHooks(ran, hooks, 2, due))).toBe('succeeded');
    expect(lastHookEnd(ran, 'op-1')).toBe(7);
    expect(eventProgress(ran, 'post-upgrade', 'op-1')).toBe('open');

    const again = { ...due, operation: 'op-2' };
    const next = recordHooks(ran, hooks, 3, again);
    expect(runOf(next, migrate, 'op-2', 'pre-upgrade')).toEqual({
      state: 'due',
    });
    expect(next[0]).toMatchObject({ uid: 'u', revision: 3 });
    expect(lastHookEnd(next, 'op-2')).toBeUndefined();
  });

  it('says failed as soon as one hook has failed, or all are given up', () => {
    const failed = withRun(recorded, migrate, 'pre-upgrade', {
      state: 'failed',
    });
    expect(progress(failed)).toBe('failed');
    const skipped = skipHooks(recorded, 'op-3', 'pre-delete');
    expect(eventProgress(skipped, 'pre-delete', 'op-3')).toBe('failed');
    expect(progress(skipped)).toBe('open');
  });
});

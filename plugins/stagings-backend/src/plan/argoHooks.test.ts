import { TerminalError } from '../model/errors';
import { splitHooks, translateArgoHooks } from '.';

const ARGO = 'argocd.argoproj.io';

function job(annotations: Record<string, string>, name = 'migrate') {
  const metadata = { name, namespace: 'stg', annotations };
  const object = { apiVersion: 'batch/v1', kind: 'Job', metadata };
  return { object, source: 'a.yaml' };
}

function translate(annotations: Record<string, string>) {
  const { objects, notices } = translateArgoHooks([job(annotations)]);
  const { hooks, objects: others } = splitHooks(
    objects.map(({ object }) => object),
  );
  return { hooks, others, notices };
}

describe('hooks of Argo CD', () => {
  it.each([
    ['PreSync', ['pre-install', 'pre-upgrade']],
    ['PostSync', ['post-install', 'post-upgrade']],
    ['PreDelete', ['pre-delete']],
    ['PostDelete', ['post-delete']],
    ['PostDelete, presync', ['post-delete', 'pre-install', 'pre-upgrade']],
  ])('for %s run at the events %j', (phases, events) => {
    expect(translate({ [`${ARGO}/hook`]: phases })).toMatchObject({
      hooks: [{ events, weight: 0, deletePolicies: [] }],
      others: [],
      notices: [],
    });
  });

  it('keep their order and their delete policies', () => {
    const { hooks } = translate({
      [`${ARGO}/hook`]: 'PreSync',
      [`${ARGO}/sync-wave`]: '-3',
      [`${ARGO}/hook-delete-policy`]: 'HookSucceeded, BeforeHookCreation',
    });
    expect(hooks).toMatchObject([
      {
        weight: -3,
        deletePolicies: ['hook-succeeded', 'before-hook-creation'],
      },
    ]);
  });

  it('give way to what the object says in the words of Helm', () => {
    const both = {
      'helm.sh/hook': 'post-install',
      [`${ARGO}/hook`]: 'Sync',
      [`${ARGO}/sync-wave`]: '2',
    };
    expect(translate(both)).toMatchObject({
      hooks: [{ events: ['post-install'], weight: 0 }],
      notices: [],
    });
  });

  it('leave out what Argo CD skips', () => {
    expect(translate({ [`${ARGO}/hook`]: 'Skip' })).toEqual({
      hooks: [],
      others: [],
      notices: [],
    });
  });

  it('say where a part of them never runs', () => {
    const notices = [
      'Job migrate in a.yaml does not run for SyncFail of Argo CD',
    ];
    expect(translate({ [`${ARGO}/hook`]: 'SyncFail' })).toEqual({
      hooks: [],
      others: [],
      notices,
    });
    expect(translate({ [`${ARGO}/hook`]: 'PostSync,SyncFail' })).toMatchObject({
      hooks: [{ events: ['post-install', 'post-upgrade'] }],
      notices,
    });
  });

  it('for Sync are objects as any other, and say so', () => {
    expect(translate({ [`${ARGO}/hook`]: 'Sync' })).toMatchObject({
      hooks: [],
      others: [{ kind: 'Job' }],
      notices: [
        'Job migrate in a.yaml is no hook, since Sync of Argo CD means to be applied with all else: it runs again once it has changed',
      ],
    });
  });

  it('are refused for a phase that does not exist', () => {
    const refuse = () => translate({ [`${ARGO}/hook`]: 'PreSync,BeforeSync' });
    expect(refuse).toThrow(TerminalError);
    expect(refuse).toThrow(
      'Job migrate in a.yaml is a hook for beforesync, which does not exist',
    );
    expect(refuse).toThrow(
      expect.objectContaining({
        explanation: expect.objectContaining({
          hint: {
            text: 'Correct the annotation argocd.argoproj.io/hook; known are PreSync, PostSync, PreDelete, PostDelete, Sync, SyncFail, Skip.',
            audience: 'platform',
          },
        }),
      }),
    );
  });
});

describe('sync waves of Argo CD', () => {
  it('order nothing but hooks, which one notice says for all objects', () => {
    const waves = ['one', 'two', 'three'].map(name =>
      job({ [`${ARGO}/sync-wave`]: '1' }, name),
    );
    expect(translateArgoHooks(waves)).toEqual({
      objects: waves,
      notices: [
        'Sync waves of Argo CD order hooks alone; other objects are applied in the order of their kinds: Job one in a.yaml and 2 more',
      ],
    });
  });
});

import { ContainerState } from 'backstage-plugin-stagings-common';
import { node } from '../../../__testUtils__/fixtures';
import { chooseTarget, logTargets, targetKey } from './logTargets';

const ready: ContainerState = {
  name: 'web',
  image: 'shop:1',
  init: false,
  ready: true,
  restarts: 0,
  state: 'running',
};

describe('logTargets', () => {
  it.each<[string, Partial<ContainerState>]>([
    ['ended with an error', { state: 'terminated', exitCode: 1, ready: false }],
    [
      'restarts again and again',
      { state: 'waiting', restarts: 3, ready: false },
    ],
    ['is not ready', { ready: false }],
  ])('puts a container first that %s', (_case, failing) => {
    const tree = [
      node('Deployment', 'web', {
        children: [node('Pod', 'web-1', { containers: [ready] })],
      }),
      node('Deployment', 'worker', {
        children: [
          node('Pod', 'worker-1', {
            containers: [
              {
                ...ready,
                name: 'prepare',
                init: true,
                ready: false,
                state: 'terminated',
                exitCode: 0,
              },
              { ...ready, name: 'worker', ...failing },
            ],
          }),
        ],
      }),
    ];
    expect(logTargets(tree).map(targetKey)).toEqual([
      'worker-1/worker',
      'web-1/web',
      'worker-1/prepare',
    ]);
  });
});

describe('chooseTarget', () => {
  const target = (pod: string, name: string) => ({
    pod,
    container: { ...ready, name },
  });
  const targets = [
    target('web-2', 'web'),
    target('web-2', 'proxy'),
    target('worker-1', 'worker'),
  ];

  it.each([
    ['both are named', { pod: 'web-2', container: 'proxy' }, 'web-2/proxy'],
    ['a pod is named', { pod: 'worker-1' }, 'worker-1/worker'],
    ['a container is named', { container: 'worker' }, 'worker-1/worker'],
    ['the pod was replaced', { pod: 'web-1', container: 'web' }, 'web-2/web'],
    ['nothing is named', {}, undefined],
    ['there is no such container', { container: 'db' }, undefined],
  ])('where %s', (_, named, key) => {
    const chosen = chooseTarget(targets, named);
    expect(chosen && targetKey(chosen)).toBe(key);
  });
});

import { JsonObject } from '@backstage/types';
import { KubeObject } from '../model/kubeObject';
import { podHealth } from './rules/pod';

const NOW = Date.parse('2026-01-01T12:00:00Z');

function ago(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString();
}

/** A running pod whose only container has the given status. */
function pod(status: JsonObject, phase: JsonObject = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', creationTimestamp: ago(3600) },
    spec: { containers: [{ name: 'web', image: 'shop:1' }] },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'web', ...status }],
      ...phase,
    },
  };
}

function assess(object: KubeObject) {
  return podHealth(object, { now: NOW }, 'StatefulSet web');
}

function waiting(reason: string, message: string): KubeObject {
  return pod({ state: { waiting: { reason, message } } });
}

describe('an image that cannot be pulled', () => {
  it.each([
    ['ImagePullBackOff', 'shop:1: manifest unknown', 'not found', 'engineer'],
    [
      'ImagePullBackOff',
      'pull access denied, repository does not exist or may require authorization',
      'the registry refuses access',
      'platform',
    ],
    [
      'ImagePullBackOff',
      'dial tcp: lookup registry: no such host',
      'the registry cannot be reached',
      'platform',
    ],
    [
      'InvalidImageName',
      'couldn\'t parse image name "shop:1"',
      'that is not a valid image name',
      'engineer',
    ],
    [
      'ErrImageNeverPull',
      '',
      'it is not on the node, and the pull policy forbids pulling it',
      'engineer',
    ],
    ['ImagePullBackOff', 'disk full', 'disk full', 'engineer'],
  ])('%s, %s', (reason, text, cause, audience) => {
    const { health, explanation } = assess(waiting(reason, text));
    expect(health).toBe('degraded');
    expect(explanation?.message).toBe(
      `Container web of StatefulSet web cannot pull image shop:1: ${cause}`,
    );
    expect(explanation?.hint?.audience).toBe(audience);
  });

  it('may come right on the second attempt, if the first only got no answer', () => {
    const first = waiting('ErrImagePull', 'i/o timeout');
    expect(assess(first).health).toBe('progressing');
  });
});

describe('a container that crashed', () => {
  const crashed = (seconds: number, run = 1) => ({
    terminated: {
      exitCode: 2,
      reason: 'Error',
      startedAt: ago(seconds + run),
      finishedAt: ago(seconds),
    },
  });
  const running = (seconds: number) => ({
    running: { startedAt: ago(seconds) },
  });

  it.each<[string, JsonObject, string, string | undefined]>([
    [
      'has ended and was not started again yet',
      { state: crashed(1), ready: false, restartCount: 0 },
      'degraded',
      'Container web of StatefulSet web has crashed: exit code 2',
    ],
    [
      'runs again and is not ready',
      {
        state: running(5),
        lastState: crashed(6),
        ready: false,
        restartCount: 1,
      },
      'degraded',
      'Container web of StatefulSet web has crashed: exit code 2, restarted once',
    ],
    [
      'has not been ready for long after its only crash',
      {
        state: running(400),
        lastState: crashed(401),
        ready: false,
        restartCount: 1,
      },
      'progressing',
      'Container web of StatefulSet web runs, but is not ready yet',
    ],
    [
      'looks well between two crashes',
      {
        state: running(19),
        lastState: crashed(30),
        ready: true,
        restartCount: 3,
      },
      'degraded',
      'Container web of StatefulSet web keeps crashing: exit code 2, restarted 3 times',
    ],
    [
      'has run for 20 s since',
      {
        state: running(20),
        lastState: crashed(30),
        ready: true,
        restartCount: 3,
      },
      'healthy',
      undefined,
    ],
    [
      'has not outlived its last run, which ended in a crash',
      {
        state: running(100),
        lastState: crashed(130, 60),
        ready: true,
        restartCount: 3,
      },
      'degraded',
      'Container web of StatefulSet web keeps crashing: exit code 2, restarted 3 times',
    ],
    [
      'has run for twice as long as the last time',
      {
        state: running(120),
        lastState: crashed(150, 60),
        ready: true,
        restartCount: 3,
      },
      'healthy',
      undefined,
    ],
    [
      'ends again and again without an error',
      {
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: {
          terminated: {
            exitCode: 0,
            reason: 'Completed',
            finishedAt: ago(10),
          },
        },
        ready: false,
        restartCount: 4,
      },
      'degraded',
      'Container web of StatefulSet web keeps ending: exit code 0, restarted 4 times',
    ],
    [
      'crashed once and is ready',
      {
        state: running(1),
        lastState: crashed(2),
        ready: true,
        restartCount: 1,
      },
      'healthy',
      undefined,
    ],
  ])('%s', (_, status, health, message) => {
    const assessed = assess(pod(status));
    expect(assessed.health).toBe(health);
    expect(assessed.explanation?.message).toBe(message);
  });
});

it('an evicted pod', () => {
  const evicted = pod(
    {},
    {
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on memory.',
    },
  );
  expect(assess(evicted).explanation?.message).toBe(
    'A pod of StatefulSet web was evicted from its node: The node was low on memory.',
  );
});

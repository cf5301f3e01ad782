import { KubeObject } from '../model/kubeObject';
import { recentEvents } from './recentEvents';

function event(fields: Record<string, unknown>): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: 'e',
      namespace: 'stg-shop',
      creationTimestamp: '2026-11-23T10:00:00Z',
    },
    type: 'Normal',
    reason: 'Pulled',
    message: 'Pulled the image',
    involvedObject: {
      kind: 'Pod',
      name: 'web-0',
      namespace: 'stg-shop',
      uid: 'pod-1',
    },
    ...fields,
  };
}

const ALL = { limit: 200 };

describe('recent events', () => {
  it('tell what happened to which object, how often and when', () => {
    expect(
      recentEvents(
        [
          event({
            type: 'Warning',
            reason: 'Failed',
            message: 'Failed to pull image "shop:2"',
            count: 4,
            firstTimestamp: '2026-11-23T10:00:01Z',
            lastTimestamp: '2026-11-23T10:05:00Z',
            source: { component: 'kubelet' },
          }),
        ],
        ALL,
      ),
    ).toEqual([
      {
        type: 'Warning',
        reason: 'Failed',
        message: 'Failed to pull image "shop:2"',
        object: { kind: 'Pod', name: 'web-0', namespace: 'stg-shop' },
        count: 4,
        firstSeen: '2026-11-23T10:00:01.000Z',
        lastSeen: '2026-11-23T10:05:00.000Z',
        source: 'kubelet',
      },
    ]);
  });

  it.each([
    [
      'a series',
      {
        eventTime: '2026-11-23T10:01:00Z',
        series: { count: 7, lastObservedTime: '2026-11-23T10:09:00Z' },
      },
      { count: 7, lastSeen: '2026-11-23T10:09:00.000Z' },
    ],
    [
      'the scheduler, which fills neither count nor lastTimestamp',
      {
        eventTime: '2026-11-23T10:01:00Z',
        reportingComponent: 'default-scheduler',
      },
      {
        count: 1,
        firstSeen: '2026-11-23T10:01:00.000Z',
        lastSeen: '2026-11-23T10:01:00.000Z',
        source: 'default-scheduler',
      },
    ],
    [
      'one without any time of its own',
      {},
      { lastSeen: '2026-11-23T10:00:00.000Z' },
    ],
    [
      'similar ones that the server combined',
      { message: '(combined from similar events): Back-off' },
      { message: 'Back-off' },
    ],
  ])('understand %s', (_, fields, expected) => {
    expect(recentEvents([event(fields)], ALL)).toMatchObject([expected]);
  });

  it('come newest first, and not more than asked for', () => {
    const at = (minute: number) =>
      event({
        message: `minute ${minute}`,
        lastTimestamp: `2026-11-23T10:0${minute}:00Z`,
      });
    const events = recentEvents([at(1), at(3), at(2)], { limit: 2 });
    expect(events.map(({ message }) => message)).toEqual([
      'minute 3',
      'minute 2',
    ]);
  });

  it('leave out what happened to others', () => {
    const theirs = event({ involvedObject: { kind: 'Pod', uid: 'theirs' } });
    const nobodys = event({ involvedObject: { kind: 'Pod' } });
    expect(
      recentEvents([theirs, event({}), nobodys], {
        ...ALL,
        about: new Set(['pod-1']),
      }),
    ).toMatchObject([{ object: { name: 'web-0' } }]);
  });
});

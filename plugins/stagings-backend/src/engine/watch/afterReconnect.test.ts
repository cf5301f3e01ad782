import { PublishedHealth, StagingHealth } from '../../health';
import { believable } from './afterReconnect';

const SHOWN_HEALTHY: PublishedHealth = { health: 'healthy', since: 0 };
const SHOWN_DEGRADED: PublishedHealth = { health: 'degraded', since: 0 };

function degraded(reason: string): StagingHealth {
  return { health: 'degraded', explanation: { reason, message: reason } };
}

describe('what is believed after a reconnect at 100 s', () => {
  const reconnectedAt = 100_000;
  it.each([
    ['a failure seen since', SHOWN_HEALTHY, 'CrashLoop', 110, 105, true],
    ['a failure not seen since', SHOWN_HEALTHY, 'CrashLoop', 110, 90, false],
    ['what is missing', SHOWN_HEALTHY, 'Missing', 110, 105, false],
    [
      'what is still missing after a minute',
      SHOWN_HEALTHY,
      'Missing',
      160,
      105,
      true,
    ],
    ['a failure shown before', SHOWN_DEGRADED, 'Missing', 110, 90, true],
  ])('%s', (_, previous, reason, now, seenAt, isBelieved) => {
    const assessed = degraded(reason);
    const believed = believable(previous, assessed, {
      now: now * 1000,
      seenAt: seenAt * 1000,
      reconnectedAt,
    });
    expect(believed).toEqual(isBelieved ? assessed : undefined);
  });

  it('believes at once that all is well', () => {
    const assessed: StagingHealth = { health: 'healthy' };
    expect(
      believable(SHOWN_DEGRADED, assessed, { now: 110_000, reconnectedAt }),
    ).toBe(assessed);
  });

  it('has no doubts while the watches never were away', () => {
    const assessed = degraded('Missing');
    expect(believable(SHOWN_HEALTHY, assessed, { now: 1 })).toBe(assessed);
  });
});

import assert from 'node:assert/strict';
import { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  StagingsClient,
  StagingStatus,
} from 'backstage-plugin-stagings-common';

const LOOK_EVERY_MS = 200;

/** Every status that was published of a staging over a time. */
export interface StatusLog {
  /** Ends the watching; answers the statuses that differ in phase, health or reason, in order. */
  stop(): Promise<StagingStatus[]>;
}

/**
 * Reads a staging's status five times a second, at most until the test ends. A portal that does not answer
 * fails the log.
 */
export function logStatuses(
  test: TestContext,
  client: StagingsClient,
  id: string,
): StatusLog {
  const statuses: StagingStatus[] = [];
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const { status } = await client.getStaging(id);
      const last = statuses.at(-1);
      if (!last || summary(last) !== summary(status)) statuses.push(status);
      await sleep(LOOK_EVERY_MS);
    }
  })();
  watching.catch(() => {});
  test.after(() => {
    stopped = true;
  });
  return {
    async stop() {
      stopped = true;
      await watching;
      return statuses;
    },
  };
}

function summary({ phase, health, reason }: StagingStatus): string {
  return [phase, health, reason].filter(Boolean).join(' ');
}

/** A staging that is being deployed may be in whatever state that leads to success. */
export function assertNotBroken(statuses: StagingStatus[]): void {
  for (const { phase, health, message } of statuses) {
    assert.ok(
      phase !== 'failed' && health !== 'degraded',
      `its deploy went well, yet it was called: ${describe(
        statuses,
      )} (${message})`,
    );
  }
}

/** A staging that runs well may at most be called unknown: nothing has happened to it. */
export function assertNothingWrong(statuses: StagingStatus[]): void {
  for (const status of statuses) {
    assert.ok(
      status.phase === 'running' &&
        ['healthy', 'unknown'].includes(status.health),
      `it ran well all the time, yet was called: ${describe(statuses)} (${
        status.message
      })`,
    );
  }
}

function describe(statuses: StagingStatus[]): string {
  return statuses.map(summary).join(', ');
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SIGNED_IN } from './browser';

const START_SCRIPT = resolve(__dirname, '../../scripts/start.mjs');
const START_LIMIT_MS = 180_000;

/** What `npm start` notes in its state folder about itself. */
interface Running {
  ready: boolean;
  urls: { app: string };
}

async function readRunning(state: string): Promise<Running | undefined> {
  try {
    return JSON.parse(await readFile(join(state, 'running.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes the storage of a browser in which the one who may do everything has signed in. */
async function rememberPat(origin: string): Promise<void> {
  const localStorage = [{ name: 'demo-portal.person', value: 'pat' }];
  await mkdir(dirname(SIGNED_IN), { recursive: true });
  await writeFile(
    SIGNED_IN,
    JSON.stringify({ cookies: [], origins: [{ origin, localStorage }] }),
  );
}

/** Starts the demo as `npm start` does, empty and on free ports; the function that it gives back stops it. */
export default async function startPortal(): Promise<() => Promise<void>> {
  const state = await mkdtemp(join(tmpdir(), 'portal-'));
  const portal = spawn(
    process.execPath,
    [START_SCRIPT, '--free-ports', '--state', state],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const stop = async () => {
    if (portal.exitCode === null) {
      portal.kill('SIGTERM');
      await once(portal, 'exit');
    }
    await rm(state, { recursive: true, force: true });
  };
  const giveUpAt = Date.now() + START_LIMIT_MS;
  for (;;) {
    const running = await readRunning(state);
    if (running?.ready) {
      process.env.PORTAL_URL = running.urls.app;
      process.env.PORTAL_STATE = state;
      await rememberPat(running.urls.app);
      return stop;
    }
    if (portal.exitCode !== null || Date.now() > giveUpAt) {
      await stop();
      throw new Error('The portal did not start');
    }
    await sleep(500);
  }
}

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileIn = state => join(state, 'running.json');

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What runs on the state folder now, as `noteRunning` noted it, or undefined when nothing does. */
export async function whatIsRunning(state) {
  try {
    const running = JSON.parse(await readFile(fileIn(state), 'utf8'));
    return isAlive(running.pid) ? running : undefined;
  } catch {
    return undefined;
  }
}

/** Notes that this process uses the state folder, and where its portal is found. */
export async function noteRunning(state, { urls, ready }) {
  const note = { pid: process.pid, ready, urls };
  await writeFile(fileIn(state), JSON.stringify(note, null, 2));
}

/** Takes the note back. */
export async function noteStopped(state) {
  await rm(fileIn(state), { force: true });
}

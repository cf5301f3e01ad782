import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 10_000;
const LAST_LINES = 30;

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The processes of the demo, each in a process group of its own, writing to a log file each. */
export class Processes {
  #logs;
  #running = new Map();
  #stopping = false;
  #reportDeath;
  /** Resolves to the name and exit code of the first process that ends without having been told to. */
  died = new Promise(resolve => {
    this.#reportDeath = resolve;
  });

  constructor(logs) {
    this.#logs = logs;
  }

  start(name, args, { cwd, env }) {
    const log = openSync(this.#logFile(name), 'w');
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const ended = new Promise(resolve => {
      child.once('exit', (code, signal) => {
        this.#running.delete(name);
        if (!this.#stopping) this.#reportDeath({ name, how: signal ?? code });
        resolve();
      });
    });
    this.#running.set(name, { pid: child.pid, ended });
  }

  lastLines(name) {
    const lines = readFileSync(this.#logFile(name), 'utf8').trimEnd();
    return lines.split('\n').slice(-LAST_LINES).join('\n');
  }

  /** Ends all of them, and what they started; those that do not end in time are killed. */
  async stop() {
    this.#stopping = true;
    const all = [...this.#running.values()];
    for (const { pid } of all) signalGroup(pid, 'SIGTERM');
    const ended = Promise.all(all.map(one => one.ended));
    await Promise.race([ended, sleep(GRACE_MS, undefined, { ref: false })]);
    for (const { pid } of all) signalGroup(pid, 'SIGKILL');
    await ended;
  }

  #logFile(name) {
    return join(this.#logs, `${name}.log`);
  }
}

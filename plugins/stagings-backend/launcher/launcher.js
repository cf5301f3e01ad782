// The process that starts programs for the backend; see src/render/programs/Launcher.ts, which speaks to it.
// Not TypeScript, as the migrations are: Node runs it as it is, from the sources and from the package.
'use strict';

const { spawn } = require('node:child_process');

const MAX_STDERR = 64 * 1024;

/** What runs, by the number that the backend gave it. */
const running = new Map();

/** Output up to a limit. */
class Collector {
  chunks = [];
  size = 0;

  constructor(limit, onFull) {
    this.limit = limit;
    this.onFull = onFull;
  }

  add(chunk) {
    const room = this.limit - this.size;
    if (chunk.length > room) this.onFull?.();
    if (room <= 0) return;
    this.chunks.push(chunk.subarray(0, room));
    this.size += Math.min(chunk.length, room);
  }

  text() {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}

function start({ id, path, args, cwd, env, maxOutput }) {
  const child = spawn(path, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.set(id, child);
  // Should this process be killed, the backend has to end what it started.
  if (child.pid !== undefined) process.send({ id, group: child.pid });
  let isFull = false;
  const stdout = new Collector(maxOutput, () => {
    isFull = true;
    killGroup(child);
  });
  const stderr = new Collector(MAX_STDERR);
  child.stdout.on('data', chunk => stdout.add(chunk));
  child.stderr.on('data', chunk => stderr.add(chunk));
  child.on('error', error => {
    running.delete(id);
    process.send({ id, end: 'not-started', message: error.message });
  });
  child.on('close', (exitCode, signal) => {
    if (!running.delete(id)) return;
    if (isFull) process.send({ id, end: 'output' });
    else if (exitCode === null) process.send({ id, end: 'killed', by: signal });
    else {
      const output = { stdout: stdout.text(), stderr: stderr.text() };
      process.send({ id, end: 'exited', exitCode, ...output });
    }
  });
}

/** The program leads a process group of its own, so that what it started ends with it. */
function killGroup({ pid }) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

process.on('message', message => {
  if (message.type === 'kill') {
    if (running.has(message.id)) killGroup(running.get(message.id));
    return;
  }
  try {
    start(message);
  } catch (error) {
    process.send({
      id: message.id,
      end: 'not-started',
      message: error.message,
    });
  }
});

process.on('disconnect', () => {
  for (const child of running.values()) killGroup(child);
  process.exit();
});

// A terminal tells its whole group to end; this process ends with the backend, and not before.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {});

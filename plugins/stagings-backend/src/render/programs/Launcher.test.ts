import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilGone } from './__testUtils__/untilGone';
import { Launcher } from './Launcher';

const SLEEP = 'setInterval(() => {}, 1000)';

const launcher = new Launcher();

function node(script: string) {
  return launcher.start({
    path: process.execPath,
    args: ['-e', script],
    env: {},
    maxOutput: 1024 * 1024,
  });
}

/** The process that started the program, as the program sees it. */
async function launcherPid(): Promise<number> {
  const end = await node('console.log(process.ppid)').ended;
  return end.end === 'exited' ? Number(end.stdout) : 0;
}

it('starts programs from another process than the backend, one after the other', async () => {
  const [one, other] = [await launcherPid(), await launcherPid()];
  expect(one).not.toBe(process.pid);
  expect(other).toBe(one);
});

it('keeps the environment of the backend from the process that starts programs', async () => {
  const script =
    'console.log(require("fs").readFileSync(`/proc/${process.ppid}/environ`, "utf8"))';
  await expect(node(script).ended).resolves.toMatchObject({
    stdout: expect.not.stringContaining('JEST_WORKER_ID'),
  });
});

it('ends programs whose launcher died, tells of them, and starts the next by a new one', async () => {
  const before = await launcherPid();
  const pidFile = join(mkdtempSync(join(tmpdir(), 'launcher-')), 'pid');
  const { ended } = node(`
    require('fs').writeFileSync(${JSON.stringify(
      pidFile,
    )}, String(process.pid));
    ${SLEEP}
  `);
  while (!readIfThere(pidFile)) await sleep(20);
  process.kill(before, 'SIGKILL');
  await expect(ended).resolves.toEqual({
    end: 'killed',
    by: 'the end of the process that started it (SIGKILL)',
  });
  await expect(untilGone(Number(readFileSync(pidFile, 'utf8')))).resolves.toBe(
    true,
  );
  expect(await launcherPid()).not.toBe(before);
});

it('ends nothing that ended already', async () => {
  const first = node('');
  await first.ended;
  first.kill();
  await expect(node('').ended).resolves.toMatchObject({ exitCode: 0 });
});

it('ends with the backend, however that ends, and takes along what runs', async () => {
  const backend = startBackend();
  const [{ program, launchedBy }] = await once(backend, 'message');
  backend.kill('SIGKILL');
  await expect(untilGone(launchedBy)).resolves.toBe(true);
  await expect(untilGone(program)).resolves.toBe(true);
});

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** A process that has a program started which never ends, and tells of both processes. */
function startBackend(): ChildProcess {
  const folder = mkdtempSync(join(tmpdir(), 'launcher-'));
  const pids = join(folder, 'pids');
  const program = `
    const fs = require('fs');
    const told = JSON.stringify({ program: process.pid, launchedBy: process.ppid });
    fs.writeFileSync(${JSON.stringify(`${pids}.new`)}, told);
    fs.renameSync(${JSON.stringify(`${pids}.new`)}, ${JSON.stringify(pids)});
    ${SLEEP}
  `;
  const script = join(folder, 'backend.js');
  const launcherFile = resolve(__dirname, '../../../launcher/launcher.js');
  writeFileSync(
    script,
    `
    const fs = require('fs');
    const launcher = require('child_process').fork(${JSON.stringify(
      launcherFile,
    )}, { execArgv: [], serialization: 'advanced' });
    launcher.send({ type: 'start', id: 1, path: process.execPath, args: ['-e', ${JSON.stringify(
      program,
    )}], env: {}, maxOutput: 1000 });
    const look = setInterval(() => {
      if (!fs.existsSync(${JSON.stringify(pids)})) return;
      clearInterval(look);
      process.send(JSON.parse(fs.readFileSync(${JSON.stringify(
        pids,
      )}, 'utf8')));
    }, 20);
    `,
  );
  return fork(script, { execArgv: [] });
}

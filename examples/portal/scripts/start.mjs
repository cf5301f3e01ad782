import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareConfig } from './config.mjs';
import { defaultState, root } from './folders.mjs';
import { readOptions } from './options.mjs';
import {
  configuredPorts,
  describeTakenPorts,
  findFreePorts,
} from './ports.mjs';
import { Processes } from './processes.mjs';
import { noteRunning, noteStopped, whatIsRunning } from './running.mjs';
import { searchPath } from './searchPath.mjs';

const LATE_MS = 90_000;
const backstageCli = createRequire(import.meta.url).resolve(
  '@backstage/cli/bin/backstage-cli',
);

function refuse(...lines) {
  console.error(['', ...lines, ''].join('\n'));
  process.exit(1);
}

async function refuseSecondStart(state) {
  const running = await whatIsRunning(state);
  if (running) {
    refuse(`It runs already: ${running.urls.app} (process ${running.pid}).`);
  }
}

async function choosePorts(freePorts) {
  if (freePorts) return findFreePorts();
  const taken = await describeTakenPorts(configuredPorts);
  if (taken.length > 0) {
    refuse(...taken, 'To use other ports: npm start -- --free-ports');
  }
  return configuredPorts;
}

function addresses(ports) {
  return {
    app: `http://localhost:${ports.app}`,
    backend: `http://localhost:${ports.backend}`,
    door: `http://localhost:${ports.door}`,
  };
}

function startAll(processes, { state, ports, config, programs }) {
  const env = { ...process.env, PATH: programs.path };
  const clusterArguments = {
    '--port': ports.cluster,
    '--door-port': ports.door,
    '--token': 'practice-cluster',
    '--state': join(state, 'practice-cluster.json'),
  };
  processes.start(
    'practice-cluster',
    ['--import', 'tsx', 'src/main.ts']
      .concat(Object.entries(clusterArguments).flat())
      .map(String),
    { cwd: join(root, 'examples/practice-cluster'), env },
  );
  for (const name of ['backend', 'app']) {
    const cwd = join(root, 'examples/portal', name);
    const command = [backstageCli, 'package', 'start', '--config', config];
    processes.start(name, command, { cwd, env });
  }
}

async function waitFor(url) {
  for (;;) {
    try {
      const response = await fetch(url);
      if (response.ok) return;
    } catch {
      // nothing listens there yet
    }
    await sleep(250);
  }
}

async function untilReady(urls) {
  await Promise.all([
    waitFor(`${urls.backend}/.backstage/health/v1/readiness`),
    waitFor(urls.app),
  ]);
}

function untilAsked() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve({ asked: true }));
    }
  });
}

function describe({ missing }) {
  return missing.length === 0
    ? 'helm and kubectl are found.'
    : `Not found on PATH: ${missing.join(
        ', ',
      )}. Templates that need it say so.`;
}

/** A backend that fails at start does not end: it waits for the next change of its code. */
function warnThatLate(processes) {
  console.error(`It is not ready yet. The end of the backend's log:

${processes.lastLines('backend')}
`);
}

async function announce({ state, urls, logs, programs }) {
  await noteRunning(state, { urls, ready: true });
  console.log(`
  The portal is ready:  ${urls.app}

  ${describe(programs)}
  Logs are in ${logs}
  Ctrl-C stops it. What you created is kept; npm run reset empties it.
`);
}

async function stop(processes, state, end) {
  await processes.stop();
  await noteStopped(state);
  if (end.asked) process.exit(0);
  refuse(
    `${end.name} ended by itself (${end.how}). The end of its log:`,
    '',
    processes.lastLines(end.name),
  );
}

async function run() {
  const { state, freePorts } = readOptions();
  await refuseSecondStart(state);
  const ports = await choosePorts(freePorts);
  const urls = addresses(ports);
  const logs = join(state, 'logs');
  await mkdir(logs, { recursive: true });
  await noteRunning(state, { urls, ready: false });
  const config = await prepareConfig({
    state,
    ports,
    asConfigured: state === defaultState && ports === configuredPorts,
  });
  const programs = await searchPath();
  const processes = new Processes(logs);
  const ended = Promise.race([untilAsked(), processes.died]);

  console.log('Starting the portal and its practice cluster ...');
  startAll(processes, { state, ports, config, programs });
  const late = setTimeout(() => warnThatLate(processes), LATE_MS);
  await Promise.race([
    ended,
    untilReady(urls).then(() => announce({ state, urls, logs, programs })),
  ]);
  clearTimeout(late);
  await stop(processes, state, await ended);
}

await run();

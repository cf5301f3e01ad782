import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readOptions } from './options.mjs';
import { whatIsRunning } from './running.mjs';

const kept = ['database', 'practice-cluster.json', 'logs', 'app-config.yaml'];

const { state } = readOptions();
const running = await whatIsRunning(state);
if (running) {
  console.error(
    `The portal is running (process ${running.pid}). Stop it first, then reset.`,
  );
  process.exit(1);
}
for (const name of kept) {
  await rm(join(state, name), { recursive: true, force: true });
}
console.log(`Emptied ${state}`);

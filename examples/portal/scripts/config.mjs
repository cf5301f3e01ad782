import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './folders.mjs';
import { configuredPorts } from './ports.mjs';

const configured = join(root, 'app-config.yaml');
const configuredState = '../../../.portal';

/**
 * The configuration file to run with: app-config.yaml itself, or a copy in the state folder when the
 * ports or the folder are others than those that it names.
 */
export async function prepareConfig({ state, ports, asConfigured }) {
  if (asConfigured) return configured;
  let text = await readFile(configured, 'utf8');
  text = text.replaceAll(configuredState, state);
  for (const [name, port] of Object.entries(configuredPorts)) {
    text = text.replace(
      new RegExp(`:( ?)${port}\\b`, 'g'),
      `:$1${ports[name]}`,
    );
  }
  const copy = join(state, 'app-config.yaml');
  await writeFile(copy, text);
  return copy;
}

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultState } from './folders.mjs';

/**
 * Reads the command line of the demo's scripts.
 *
 * --state DIR    where to keep the databases, the practice cluster and the logs
 * --free-ports   take any free ports, so that several portals can run at once
 */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      state: { type: 'string', default: defaultState },
      'free-ports': { type: 'boolean', default: false },
    },
  });
  return { state: resolve(values.state), freePorts: values['free-ports'] };
}

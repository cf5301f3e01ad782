import { applies } from './applies';
import { claims } from './claims';
import { creates } from './creates';
import { deletes } from './deletes';
import { jsonPatches } from './jsonPatches';
import { logs } from './logs';
import { reads } from './reads';
import { Refusal } from './refusal';
import { secretsAndRoles } from './secretsAndRoles';
import { services } from './services';
import { updates } from './updates';
import { workloads } from './workloads';

export { apps, core, ns } from './refusal';
export { setUp } from './setUp';

/** Calls that are refused, and how. */
export const refusals: Refusal[] = [
  ...reads,
  ...creates,
  ...updates,
  ...jsonPatches,
  ...applies,
  ...workloads,
  ...services,
  ...claims,
  ...secretsAndRoles,
  ...logs,
  ...deletes,
];

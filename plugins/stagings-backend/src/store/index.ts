export type { Db } from './db';
export { NameTakenError } from './errors';
export { openDatabase } from './openDatabase';
export { installationId } from './installation/installationId';

export { countStagings } from './stagings/countStagings';
export { findByIdempotencyKey } from './stagings/findByIdempotencyKey';
export { findByName } from './stagings/findByName';
export { findStaging } from './stagings/findStaging';
export { findStagings } from './stagings/findStagings';
export { insertStaging } from './stagings/insertStaging';
export { listStagings } from './stagings/listStagings';
export type { StagingPage } from './stagings/listStagings';
export { lockStaging } from './stagings/lockStaging';
export { updateStaging } from './stagings/updateStaging';
export { writeObservation } from './stagings/writeObservation';

export { claimDue } from './queue/claimDue';
export type { Claim } from './queue/claimDue';
export { holdsLease } from './queue/holdsLease';
export type { Lease } from './queue/lease';
export { nextDueIn } from './queue/nextDueIn';
export { releaseAll } from './queue/releaseAll';
export { releaseLease } from './queue/releaseLease';
export type { NextTurn } from './queue/releaseLease';
export { renewLease } from './queue/renewLease';
export { wake } from './queue/wake';

export { appendLog } from './operations/appendLog';
export { currentOperation } from './operations/currentOperation';
export { findOperation } from './operations/findOperation';
export { finishOperation } from './operations/finishOperation';
export { insertOperation } from './operations/insertOperation';
export { listOperations } from './operations/listOperations';
export { readLog } from './operations/readLog';
export { recordArtifacts } from './operations/recordArtifacts';
export { startOperation } from './operations/startOperation';
export { supersedeOperations } from './operations/supersedeOperations';

export { insertRevision } from './revisions/insertRevision';

export { readInventory } from './inventory/readInventory';
export { replaceInventory } from './inventory/replaceInventory';

export { claimCluster } from './clusters/claimCluster';
export { releaseClusters } from './clusters/releaseClusters';

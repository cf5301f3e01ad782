export type { Db } from './db';
export { lockLimits } from './dialect';
export { NameTakenError } from './errors';
export { openDatabase } from './openDatabase';
export { installationId } from './installation/installationId';

export { countByPhase } from './stagings/countByPhase';
export { countRunning, listRunning } from './stagings/runningStagings';
export { findByIdempotencyKey } from './stagings/findByIdempotencyKey';
export { findByName } from './stagings/findByName';
export { findObserved } from './stagings/findObserved';
export type { ObservedStaging } from './stagings/findObserved';
export { findStaging } from './stagings/findStaging';
export { findStagings } from './stagings/findStagings';
export { insertStaging } from './stagings/insertStaging';
export { listStagings } from './stagings/listStagings';
export type { StagingPage } from './stagings/listStagings';
export { listArchived } from './stagings/listArchived';
export { liveNames } from './stagings/liveNames';
export { hostsOfOthers } from './stagings/hostsOfOthers';
export { heldNamespaces } from './stagings/heldNamespaces';
export { lockStaging } from './stagings/lockStaging';
export { rewriteInputs, stagingsWithSecrets } from './stagings/rewriteInputs';
export { purgeDeleted } from './stagings/purgeDeleted';
export { updateStaging } from './stagings/updateStaging';
export { usedClusters } from './stagings/usedClusters';
export { usedTemplates } from './stagings/usedTemplates';
export { isStored, writeObservation } from './stagings/writeObservation';

export { claimDue } from './queue/claimDue';
export type { Claim } from './queue/claimDue';
export {
  beginCheck,
  planCheck,
  readCheck,
  scheduleCheck,
} from './queue/checks';
export type { CheckState } from './queue/checks';
export { readStanding } from './queue/readStanding';
export type { Lease } from './queue/lease';
export { listDue } from './queue/listDue';
export type { DueStaging } from './queue/listDue';
export { nextDueIn } from './queue/nextDueIn';
export { releaseAll } from './queue/releaseAll';
export { releaseLeftBehind } from './queue/releaseLeftBehind';
export { releaseLease } from './queue/releaseLease';
export type { NextTurn } from './queue/releaseLease';
export { renewLease } from './queue/renewLease';
export { revokeLease } from './queue/revokeLease';
export { wake } from './queue/wake';
export { wakeCluster } from './queue/wakeCluster';

export { appendLog } from './operations/appendLog';
export { currentOperation } from './operations/currentOperation';
export type { EndOptions } from './operations/endOperations';
export { endOperations } from './operations/endOperations';
export { findOperation } from './operations/findOperation';
export { finishOperation } from './operations/finishOperation';
export { insertOperation } from './operations/insertOperation';
export { listOperations } from './operations/listOperations';
export { readLog } from './operations/readLog';
export { recordApply } from './operations/recordApply';
export { recordArtifacts } from './operations/recordArtifacts';
export { recordTrouble } from './operations/recordTrouble';
export { startOperation } from './operations/startOperation';

export { findRevision } from './revisions/findRevision';
export type { RevisionRecord } from './revisions/revisionRow';
export { eraseSecrets } from './revisions/eraseSecrets';
export { sealedSecrets } from './revisions/sealedSecrets';
export { insertRevision } from './revisions/insertRevision';

export { deleteInventory } from './inventory/deleteInventory';
export { heldKinds } from './inventory/heldKinds';
export type { HeldKind } from './inventory/heldKinds';
export { readInventory } from './inventory/readInventory';
export { recordedKinds } from './inventory/recordedKinds';
export type { RecordedKind } from './inventory/recordedKinds';
export { replaceInventory } from './inventory/replaceInventory';
export { writeInventory } from './inventory/writeInventory';

export { claimCluster } from './clusters/claimCluster';
export { readClusterSigns } from './clusters/readClusterSigns';
export { releaseClusters } from './clusters/releaseClusters';
export { writeClusterSign } from './clusters/writeClusterSign';

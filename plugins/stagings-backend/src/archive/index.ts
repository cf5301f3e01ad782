export { isCustomGroup, isDatabase } from './kinds';
export { canFreeCompute, isRemovedMeanwhile } from './freeCompute';
export { leftRunning, planArchive } from './planArchive';
export type { ArchiveAction } from './planArchive';
export { planRestore } from './planRestore';
export type { RestoreStage } from './planRestore';
export { mergeRecords, recordScales } from './records';

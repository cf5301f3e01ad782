export { planArchive } from './planArchive';
export type { ArchiveAction } from './planArchive';
export { planRestore } from './planRestore';
export type { RestorePlan } from './planRestore';
export { mergeRecords, recordScales } from './records';

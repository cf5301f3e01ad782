export { archiveTransform } from './archiveTransform';
export type { ArchivePlan } from './archiveTransform';
export { mergeRecords, recordScales } from './records';
export { restoreTransform } from './restoreTransform';
export type { RestorePlan } from './restoreTransform';

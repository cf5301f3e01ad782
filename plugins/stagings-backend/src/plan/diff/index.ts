export { objectDiff, objectText } from './objectDiff';
export type { ObjectDiff } from './objectDiff';
export { secretValues } from './secrets';
export { statedFields } from './statedFields';

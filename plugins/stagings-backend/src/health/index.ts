export { aggregate } from './aggregate';
export { assessObject } from './assessObject';
export { assessInventory } from './assessInventory';
export { publish } from './publish';
export { resourceTree } from './resourceTree';
export type { PublishedHealth, StagingHealth } from './types';

export { aggregate } from './aggregate';
export { assessObject } from './assessObject';
export { assessInventory, MISSING } from './assessInventory';
export { healthyWhenThere } from './healthyWhenThere';
export { publish } from './publish';
export { recentEvents } from './recentEvents';
export { resourceTree } from './resourceTree';
export type { HealthPolicy, PublishedHealth, StagingHealth } from './types';

export { aggregate } from './aggregate';
export { assessInventory } from './assessInventory';
export { assessObject } from './assessObject';
export { progressDeadline } from './progressDeadline';
export { publish } from './publish';
export { resourceTree } from './resourceTree';
export type {
  AssessedObject,
  HealthContext,
  InventoryContext,
  ObjectHealth,
  PublishedHealth,
  StagingHealth,
} from './types';

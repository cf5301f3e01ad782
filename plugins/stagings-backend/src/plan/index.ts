export {
  appliedInventory,
  prunable,
  settledInventory,
  unionInventory,
} from './inventory';
export { mayPrune } from './mayPrune';
export type { KeepReason, Ownership, PruneVerdict } from './mayPrune';
export { applyStages, deleteOrder } from './order';

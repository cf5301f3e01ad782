export {
  appliedInventory,
  settledInventory,
  unionInventory,
} from './inventory';
export { mayPrune } from './mayPrune';
export { applyStages, deleteOrder } from './order';

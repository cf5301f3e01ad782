export {
  eventProgress,
  lastHookEnd,
  recordHooks,
  runOf,
  skipHooks,
  withRun,
} from './hookRecords';
export {
  deployEvents,
  hooksOf,
  splitHooks,
  withoutIgnoredHooks,
} from './hooks';
export type { Hook, HookDeletePolicy } from './hooks';
export {
  appliedInventory,
  settledInventory,
  unionInventory,
} from './inventory';
export { mayPrune } from './mayPrune';
export { applyStages, deleteOrder } from './order';
export { replacementOf } from './replacement';

export { translateArgoHooks } from './argoHooks';
export {
  eventProgress,
  lastHookEnd,
  recordHooks,
  runOf,
  runsHook,
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
export { isCustomKind, isWebhookKind, isWorkloadKind } from './kindOrder';
export { mayPrune } from './mayPrune';
export type { PruneVerdict } from './mayPrune';
export { applyStages, deleteOrder } from './order';
export { needsConfirmation } from './pruneShare';
export { replacementOf } from './replacement';

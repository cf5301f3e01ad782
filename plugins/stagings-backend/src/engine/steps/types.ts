import { Workspace } from '../Workspace';

/** What a step leads to: the next step at once, or another look later, or rest until somebody wakes it. */
export type StepResult =
  | { then: 'next' }
  | { then: 'again'; afterMs: number }
  | { then: 'rest' };

/**
 * One step towards the desired state. It can be repeated at any time: what is done already is found done.
 * It throws a WaitingError for what is not ready outside, a TerminalError for what a person must change.
 */
export type StepFunction = (workspace: Workspace) => Promise<StepResult>;

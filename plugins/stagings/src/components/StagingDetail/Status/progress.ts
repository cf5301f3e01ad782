import {
  OperationStep,
  OperationWithLog,
} from 'backstage-plugin-stagings-common';

/** A part of what an operation does, as people see it. */
export type StepName = 'queued' | OperationStep | 'work' | 'done';

/** A part of an operation and how it stands. Times are ISO 8601. */
export interface ProgressStep {
  name: StepName;
  state: 'done' | 'current' | 'failed' | 'ahead';
  startedAt?: string;
  endedAt?: string;
}

/** The parts that every deploy has; those with hooks show up when they begin. */
const DEPLOY: StepName[] = [
  'queued',
  'render',
  'images',
  'apply',
  'health',
  'done',
];
const OTHER: StepName[] = ['queued', 'work', 'done'];

/** All parts in the order in which they come. */
const ORDER: StepName[] = [
  'queued',
  'render',
  'images',
  'preHooks',
  'apply',
  'health',
  'postHooks',
  'work',
  'done',
];

/** The parts of an operation: those that are done, the one that it is at, and those that are to come. */
export function progressOf(operation: OperationWithLog): ProgressStep[] {
  const begun = begunSteps(operation);
  const names = new Set([...expected(operation), ...begun.keys()]);
  const inOrder = ORDER.filter(name => names.has(name));
  const isFailed =
    operation.state === 'failed' || operation.state === 'cancelled';
  const last = [...begun.keys()].pop();
  return inOrder.map((name, index) => {
    const startedAt = begun.get(name);
    if (startedAt === undefined) return { name, state: 'ahead' };
    const next = inOrder.slice(index + 1).find(each => begun.has(each));
    const endedAt = next ? begun.get(next) : operation.endedAt;
    const state = stateOf(name === last, isFailed, endedAt !== undefined);
    return { name, state, startedAt, endedAt };
  });
}

function stateOf(
  isLast: boolean,
  isFailed: boolean,
  hasEnded: boolean,
): ProgressStep['state'] {
  if (!isLast || (hasEnded && !isFailed)) return 'done';
  return hasEnded ? 'failed' : 'current';
}

function expected({ kind }: OperationWithLog): StepName[] {
  return kind === 'deploy' || kind === 'restore' || kind === 'cancel'
    ? DEPLOY
    : OTHER;
}

/**
 * When each part began. A deploy that waited begins with its first part again; the time that it has spent
 * counts for the part that it waited in, so only the way on is taken.
 */
function begunSteps(operation: OperationWithLog): Map<StepName, string> {
  const { createdAt, startedAt, endedAt, state, log } = operation;
  const begun = new Map<StepName, string>([['queued', createdAt]]);
  const begin = (name: StepName, at: string) => {
    const furthest = Math.max(
      ...[...begun.keys()].map(each => ORDER.indexOf(each)),
    );
    if (ORDER.indexOf(name) > furthest) begun.set(name, at);
  };
  for (const { step, at } of log) {
    if (step) begin(step, at);
  }
  if (startedAt && expected(operation) === OTHER) begin('work', startedAt);
  if (endedAt && state === 'succeeded') begin('done', endedAt);
  return begun;
}

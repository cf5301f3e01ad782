import { KubeObject } from '../model/kubeObject';
import { FIELD_MANAGER } from '../model/labels';
import { listAt, timeAt } from '../model/read';

/** Both times are given in whole seconds. */
const RESOLUTION_MS = 1_000;

/**
 * Whether an apply changed an object, told from its answer alone: the server gives our fields a new time only
 * when it writes the object. In doubt it did, for example within a second of the write before.
 *
 * @param answer - when the server answered, by its own clock, and how long that took; in milliseconds
 */
export function wasWritten(
  object: KubeObject,
  answer: { answeredAt: number | undefined; took: number },
): boolean {
  const ours = listAt(object.metadata, 'managedFields').find(
    entry =>
      entry.manager === FIELD_MANAGER &&
      entry.operation === 'Apply' &&
      !entry.subresource,
  );
  const writtenAt = timeAt(ours, 'time');
  if (writtenAt === undefined || answer.answeredAt === undefined) return true;
  return writtenAt + RESOLUTION_MS >= answer.answeredAt - answer.took;
}

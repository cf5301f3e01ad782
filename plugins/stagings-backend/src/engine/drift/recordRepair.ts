import { OperationLogEntry } from 'backstage-plugin-stagings-common';
import { randomUUID } from 'node:crypto';
import { OperationRecord } from '../../model/operation';
import { appendLog, Db, insertOperation } from '../../store';
import { Workspace } from '../Workspace';

/** Who repairs, in the history. */
export const SYSTEM_ACTOR = 'system';

/** What the history shows of a repair. */
export interface Repair
  extends Pick<OperationRecord, 'state' | 'reason' | 'message'> {
  lines: Pick<OperationLogEntry, 'level' | 'message'>[];
}

/** Records a repair; one that is not `running` has ended. */
export async function insertRepair(
  tx: Db,
  { context, staging }: Workspace,
  { lines, ...repair }: Repair,
): Promise<void> {
  const id = randomUUID();
  const at = context.now();
  await insertOperation(tx, {
    id,
    stagingId: staging.id,
    kind: 'repair',
    revision: staging.revision,
    actor: SYSTEM_ACTOR,
    changes: [],
    createdAt: at,
    startedAt: at,
    ...(repair.state !== 'running' && { endedAt: at }),
    ...repair,
  });
  await appendLog(
    tx,
    id,
    lines.map(line => ({ at, ...line })),
  );
}

import { Artifact } from 'backstage-plugin-stagings-common';
import { Db } from '../db';
import { OperationRow, toArtifactsColumn } from './operationRow';

/** Writes down what exactly an operation deploys. */
export async function recordArtifacts(
  db: Db,
  id: string,
  artifacts: Artifact[],
): Promise<void> {
  await db<OperationRow>('operations')
    .where({ id })
    .update({ artifacts: toArtifactsColumn(artifacts) });
}

import { InputChange } from 'backstage-plugin-stagings-common';
import { StagingInputs } from '../../model/staging';
import { parseJson } from '../columnValues';
import { Db } from '../db';
import { OperationRow } from '../operations/operationRow';
import { RevisionRow } from '../revisions/revisionRow';
import { lockStaging } from './lockStaging';
import { StagingRow, toColumns } from './stagingRow';

/** How inputs are to be kept; what they say stays the same. */
export interface InputRewriting {
  /** Undefined where they are kept well. */
  inputs(inputs: StagingInputs): StagingInputs | undefined;
  changes(changes: InputChange[]): InputChange[] | undefined;
  /** Links and versions, which may show inputs. Called after the inputs that they come from. */
  shown(text: string): string;
}

/** Ids and templates of the stagings that have secrets, or one of these templates. */
export async function stagingsWithSecrets(
  db: Db,
  templates: readonly string[],
): Promise<{ id: string; template: string }[]> {
  return db<StagingRow>('stagings')
    .whereNotNull('secrets')
    .orWhereIn('template', templates)
    .select('id', 'template');
}

/** Keeps the inputs of a staging in another form: the present ones, and all of its history. */
export async function rewriteInputs(
  db: Db,
  stagingId: string,
  rewriting: InputRewriting,
): Promise<void> {
  await db.transaction(async tx => {
    const staging = await lockStaging(tx, stagingId);
    if (!staging) return;
    const inputs = rewriting.inputs(staging);
    if (inputs) {
      const { parameters, secrets } = inputs;
      const shown = shownAnew(toColumns(staging) as ShownColumns, rewriting);
      await tx('stagings')
        .where({ id: stagingId })
        .update({ ...toColumns({ parameters, secrets }), ...shown });
    }
    const revisions = await tx<RevisionRow>('revisions').where({
      staging_id: stagingId,
    });
    for (const row of revisions) {
      const { revision } = row;
      const rewritten = rewriting.inputs(parseJson<StagingInputs>(row.inputs));
      if (!rewritten) continue;
      await tx<RevisionRow>('revisions')
        .where({ staging_id: stagingId, revision })
        .update({
          inputs: JSON.stringify(rewritten),
          ...shownAnew(row, rewriting),
        });
    }
    const operations = await tx<OperationRow>('operations')
      .where({ staging_id: stagingId })
      .select('id', 'changes');
    for (const { id, changes } of operations) {
      const rewritten = rewriting.changes(parseJson<InputChange[]>(changes));
      if (!rewritten) continue;
      await tx<OperationRow>('operations')
        .where({ id })
        .update({ changes: JSON.stringify(rewritten) });
    }
  });
}

type ShownColumns = Pick<RevisionRow, 'links' | 'version'>;

function shownAnew(
  { links, version }: ShownColumns,
  { shown }: InputRewriting,
): ShownColumns {
  return {
    links: links === null ? null : shown(links),
    version: version === null ? null : shown(version),
  };
}

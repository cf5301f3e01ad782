import { AccessFilter } from '../../model/access';
import { Db } from '../db';
import { restrictTo } from './restrictTo';
import { StagingRow } from './stagingRow';

/** Names of the templates of those stagings of a component that the filter selects; of all when absent. */
export async function usedTemplates(
  db: Db,
  { entityRef, access }: { entityRef: string; access?: AccessFilter },
): Promise<string[]> {
  const rows = db<StagingRow>('stagings').where('entity_ref', entityRef);
  if (access) restrictTo(rows, access);
  return rows.distinct('template').pluck('template');
}

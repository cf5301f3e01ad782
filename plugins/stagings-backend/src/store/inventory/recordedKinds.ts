import { Db } from '../db';
import { InventoryRow } from './inventoryRow';

/** A kind of object, at a version that it was used at. */
export interface RecordedKind {
  group: string;
  version: string;
  kind: string;
}

/** All kinds that the stagings of a cluster have objects of. */
export async function recordedKinds(
  db: Db,
  cluster: string,
): Promise<RecordedKind[]> {
  const rows: Pick<InventoryRow, 'api_group' | 'version' | 'kind'>[] = await db(
    'inventory',
  )
    .join('stagings', 'stagings.id', 'inventory.staging_id')
    .where('stagings.cluster', cluster)
    .distinct('inventory.api_group', 'inventory.version', 'inventory.kind')
    .orderBy(['inventory.api_group', 'inventory.kind']);
  return rows.map(({ api_group: group, version, kind }) => ({
    group,
    version,
    kind,
  }));
}

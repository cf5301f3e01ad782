import { Db } from '../db';
import { InventoryRow } from './inventoryRow';

/** A kind of object at the version that the portal last used. */
export type HeldKind = { group: string; version: string; kind: string };

/** The kinds of which the stagings of a cluster have objects, hooks apart. */
export async function heldKinds(db: Db, cluster: string): Promise<HeldKind[]> {
  return db<InventoryRow>('inventory')
    .whereIn('staging_id', db('stagings').select('id').where({ cluster }))
    .whereNull('hook')
    .distinct({ group: 'api_group', version: 'version', kind: 'kind' });
}

import { HookRecord } from '../../model/hook';
import { Actuation, InventoryEntry } from '../../model/inventory';
import { parseJson } from '../columnValues';

/** A row of the table `inventory`. */
export interface InventoryRow {
  staging_id: string;
  api_group: string;
  kind: string;
  namespace: string;
  name: string;
  version: string;
  uid: string | null;
  generation: number | null;
  actuation: string;
  revision: number;
  /** JSON. */
  hook: string | null;
  adopted: boolean | number | null;
}

export function toInventoryRow(
  stagingId: string,
  entry: InventoryEntry,
): InventoryRow {
  return {
    staging_id: stagingId,
    api_group: entry.group,
    kind: entry.kind,
    namespace: entry.namespace,
    name: entry.name,
    version: entry.version,
    uid: entry.uid ?? null,
    generation: entry.generation ?? null,
    actuation: entry.actuation,
    revision: entry.revision,
    hook: entry.hook ? JSON.stringify(entry.hook) : null,
    adopted: entry.adopted ?? null,
  };
}

export function toInventoryEntry(row: InventoryRow): InventoryEntry {
  return {
    group: row.api_group,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    version: row.version,
    uid: row.uid ?? undefined,
    generation: row.generation ?? undefined,
    actuation: row.actuation as Actuation,
    revision: row.revision,
    hook: parseJson<HookRecord>(row.hook),
    ...(row.adopted ? { adopted: true } : {}),
  };
}

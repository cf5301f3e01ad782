import { StagingColumn, StagingGroup, SortOrder } from './columns';
import { Selection } from './useSelection';

/** A list of stagings as both forms of it take it. */
export interface StagingsTableProps {
  groups: StagingGroup[];
  columns: readonly StagingColumn[];
  order: SortOrder;
  onOrder(order: SortOrder): void;
  selection: Selection;
}

import Paper from '@material-ui/core/Paper';
import { StagingList } from 'backstage-plugin-stagings-common';
import { ReactNode, useDeferredValue, useMemo } from 'react';
import { Live } from '../../hooks/useLiveQuery';
import { BulkBar } from '../BulkActions/BulkBar';
import { ClusterNotices } from './ClusterNotices';
import { groupByComponent, sortStagings, StagingColumn } from './columns';
import { ListSearch } from './listSearch';
import { StagingsTable } from './StagingsTable';
import { TableSkeleton } from './TableSkeleton';
import { useSelection } from './useSelection';

interface ListBodyProps {
  live: Live<StagingList>;
  search: ListSearch;
  columns: readonly StagingColumn[];
  /** What is shown when the list is known to be empty. */
  children: ReactNode;
}

/** The stagings of a list, and what can be done with those that are chosen. */
export function ListBody({ live, search, columns, children }: ListBodyProps) {
  const selection = useSelection();
  // Showing another list gives way to typing and clicks.
  const items = useDeferredValue(live.data?.items);
  const { by, direction } = search.order;
  const sorted = useMemo(
    () => sortStagings(items ?? [], { by, direction }),
    [items, by, direction],
  );
  const groups = useMemo(
    () => (search.grouped ? groupByComponent(sorted) : [{ stagings: sorted }]),
    [sorted, search.grouped],
  );

  if (!items) {
    return live.error ? null : (
      <Paper variant="outlined">
        <TableSkeleton />
      </Paper>
    );
  }
  if (items.length === 0) return <>{children}</>;
  return (
    <>
      <ClusterNotices stagings={items} />
      <StagingsTable
        groups={groups}
        columns={columns}
        order={search.order}
        onOrder={order => search.set({ order })}
        selection={selection}
      />
      <BulkBar
        stagings={sorted.filter(({ id }) => selection.chosen.has(id))}
        onClear={() => selection.choose([...selection.chosen], false)}
      />
    </>
  );
}

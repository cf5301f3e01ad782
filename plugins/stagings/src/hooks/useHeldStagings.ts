import { StagingSummary } from 'backstage-plugin-stagings-common';
import { useMemo } from 'react';
import { useStagings } from './useStagings';

/** More of one component are not looked through; the server has the last word anyway. */
const PAGES = 3;

/** The stagings of a component that hold a name and a place, archived ones too, those changed last first. */
export function useHeldStagings(entityRef: string): StagingSummary[] {
  const active = useStagings({ entityRef, state: 'active', pages: PAGES }).data;
  const archived = useStagings({
    entityRef,
    state: 'archived',
    pages: PAGES,
  }).data;
  return useMemo(
    () =>
      [...(active?.items ?? []), ...(archived?.items ?? [])].sort(
        (one, other) => other.updatedAt.localeCompare(one.updatedAt),
      ),
    [active, archived],
  );
}

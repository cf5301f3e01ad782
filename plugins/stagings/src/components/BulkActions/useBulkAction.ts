import { useApi } from '@backstage/core-plugin-api';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { toRefusal } from '../../api/refusal';
import { stagingsApiRef } from '../../api/stagingsApiRef';
import { inTurn } from '../../hooks/inTurn';
import { useRefreshAll } from '../../hooks/useRefreshAll';

/** What can be done with several stagings at once. */
export type BulkAction = 'archive' | 'delete';

/** Requests under way at a time: quick, and no flood. */
const AT_ONCE = 4;

/** How far it got with one staging. */
export type BulkOutcome = 'done' | { refusal: string };

/** An action on several stagings: each has its own outcome. */
export interface BulkRun {
  busy: boolean;
  /** By id; those that were not tried are absent. */
  outcomes: ReadonlyMap<string, BulkOutcome>;
  /** Takes the action on each of them that it was not done on; whether it is done on all of them then. */
  run(stagings: readonly StagingSummary[]): Promise<boolean>;
}

/** Takes an action on several stagings. */
export function useBulkAction(action: BulkAction): BulkRun {
  const api = useApi(stagingsApiRef);
  const refreshAll = useRefreshAll();
  const [busy, setBusy] = useState(false);
  const [outcomes, setOutcomes] = useState<BulkRun['outcomes']>(new Map());

  const run = async (stagings: readonly StagingSummary[]) => {
    const left = stagings.filter(({ id }) => outcomes.get(id) !== 'done');
    setBusy(true);
    const ended = await inTurn(left, AT_ONCE, ({ id }) =>
      action === 'delete' ? api.deleteStaging(id) : api.command(id, action),
    );
    const next = new Map(outcomes);
    ended.forEach((outcome, index) => {
      const staging = left[index];
      if (staging) next.set(staging.id, toOutcome(outcome));
    });
    setOutcomes(next);
    await refreshAll();
    setBusy(false);
    return stagings.every(({ id }) => next.get(id) === 'done');
  };
  return { busy, outcomes, run };
}

function toOutcome(outcome: { value: unknown } | { error: unknown }) {
  return 'error' in outcome
    ? { refusal: toRefusal(outcome.error).message }
    : ('done' as const);
}

import { Condition, timestamp } from '../model/objects';

/** The condition of a type, if it is there. */
export function conditionOf(
  conditions: readonly Condition[] | undefined,
  type: string,
) {
  return conditions?.find(condition => condition.type === type);
}

/**
 * The conditions with one of them set: its transition time moves with its
 * status, its update time with anything said.
 */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  next: Condition,
  now: number,
): Condition[] {
  const others = (conditions ?? []).filter(({ type }) => type !== next.type);
  const before = conditionOf(conditions, next.type);
  const moved = before?.status !== next.status;
  const said =
    moved || before?.reason !== next.reason || before?.message !== next.message;
  const time = timestamp(now);
  return [
    ...others,
    {
      ...next,
      lastTransitionTime: moved ? time : before?.lastTransitionTime ?? time,
      ...('lastUpdateTime' in next && {
        lastUpdateTime: said ? time : before?.lastUpdateTime ?? time,
      }),
    },
  ].sort((a, b) => (a.type < b.type ? -1 : 1));
}

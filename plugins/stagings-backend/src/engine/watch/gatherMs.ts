/** Changes of one staging come in bursts. */
const ALONE_MS = 100;
const MORE_FOR_EACH_OTHER_MS = 20;
/** Whoever waits for one of very many still sees it move. */
const AT_MOST_MS = 1_000;

/**
 * For how long the changes of a staging are gathered before they are looked at together, in milliseconds. The
 * more stagings change at the same time, the longer, so that looks leave room for the work that makes the changes.
 *
 * @param others - stagings whose changes are being gathered already
 */
export function gatherMs(others: number): number {
  return Math.min(ALONE_MS + others * MORE_FOR_EACH_OTHER_MS, AT_MOST_MS);
}

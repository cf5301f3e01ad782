import { DueStaging } from '../../store';

/** How many workers of one backend may be busy at once with one cluster, and with one component. */
export interface Shares {
  perCluster: number;
  perEntity: number;
}

/**
 * A dead or slow cluster leaves half of the workers to the others, where there are others, and a component
 * with many stagings leaves a quarter to the other components.
 */
export function sharesOf(workers: number, clusters: number): Shares {
  return {
    perCluster: clusters > 1 ? Math.ceil(workers / 2) : workers,
    perEntity: workers - Math.floor(workers / 4),
  };
}

/** The clusters and components that have all the workers that they may have. */
export function exhausted(
  active: readonly DueStaging[],
  { perCluster, perEntity }: Shares,
): { clusters: string[]; entityRefs: string[] } {
  return {
    clusters: keysWith(countBy(active, 'cluster'), perCluster),
    entityRefs: keysWith(countBy(active, 'entityRef'), perEntity),
  };
}

/**
 * What to work on next, at most `free` of what is due, so that nobody gets more than the share.
 * @param due - the most urgent first
 */
export function chooseFairly(
  due: readonly DueStaging[],
  active: readonly DueStaging[],
  { free, shares }: { free: number; shares: Shares },
): DueStaging[] {
  const chosen: DueStaging[] = [];
  const clusters = countBy(active, 'cluster');
  const entities = countBy(active, 'entityRef');
  for (const staging of due) {
    if (chosen.length === free) break;
    const ofCluster = clusters.get(staging.cluster) ?? 0;
    const ofEntity = entities.get(staging.entityRef) ?? 0;
    if (ofCluster >= shares.perCluster || ofEntity >= shares.perEntity)
      continue;
    clusters.set(staging.cluster, ofCluster + 1);
    entities.set(staging.entityRef, ofEntity + 1);
    chosen.push(staging);
  }
  return chosen;
}

function countBy(
  stagings: readonly DueStaging[],
  field: 'cluster' | 'entityRef',
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const staging of stagings) {
    counts.set(staging[field], (counts.get(staging[field]) ?? 0) + 1);
  }
  return counts;
}

function keysWith(counts: Map<string, number>, least: number): string[] {
  return [...counts].flatMap(([key, count]) => (count >= least ? [key] : []));
}

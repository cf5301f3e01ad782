import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { StagingRecord } from '../../model/staging';
import { secretValues } from '../../plan/diff';

/** What everybody sees of a staging anyway. */
export type ShownNames = Pick<
  StagingRecord,
  'name' | 'namespace' | 'host' | 'branch' | 'entityRef' | 'cluster'
>;

/**
 * Values of Secrets among objects. Charts put names of users, hosts and databases into Secrets, too: those that are
 * names of what people are shown are left out, since without them no message could be read.
 */
export function secretsOfObjects(
  objects: readonly KubeObject[],
  { name, namespace, host, branch, entityRef, cluster }: ShownNames,
  inventory: readonly Pick<InventoryEntry, 'name'>[] = [],
): string[] {
  const shown = [
    ...[name, namespace, host, branch, entityRef, cluster],
    ...inventory.map(entry => entry.name),
    ...objects.map(({ metadata }) => metadata.name),
  ];
  return secretValues(objects).filter(
    value => !isName(value) || !shown.some(text => text.includes(value)),
  );
}

function isName(value: string): boolean {
  return /^[a-z0-9.-]{1,63}$/.test(value);
}

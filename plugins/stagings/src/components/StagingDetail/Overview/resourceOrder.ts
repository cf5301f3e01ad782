import { ResourceHealth, ResourceNode } from 'backstage-plugin-stagings-common';

/** What needs a look comes first. */
const ORDER: ResourceHealth[] = [
  'degraded',
  'missing',
  'progressing',
  'unknown',
  'suspended',
  'healthy',
];

/** Unhealthy first, then workloads with pods before plain objects, then by name. */
export function sortResources(nodes: ResourceNode[]): ResourceNode[] {
  return [...nodes].sort(
    (a, b) =>
      ORDER.indexOf(a.health) - ORDER.indexOf(b.health) ||
      Number(isWorkload(b)) - Number(isWorkload(a)) ||
      `${a.kind} ${a.name}`.localeCompare(`${b.kind} ${b.name}`),
  );
}

/** Whether something runs in it. */
export function isWorkload(node: ResourceNode): boolean {
  return !!node.containers || node.children.some(isWorkload);
}

/** Identifies an object within its staging. */
export function resourceKey(node: ResourceNode): string {
  return [node.group, node.kind, node.namespace, node.name].join('/');
}

const RESTARTED: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
]);

/** Whether its pods can be replaced one by one. */
export function canRestart({ group, kind, health }: ResourceNode): boolean {
  return RESTARTED.has(`${group}/${kind}`) && health !== 'missing';
}

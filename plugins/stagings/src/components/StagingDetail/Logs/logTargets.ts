import { ContainerState, ResourceNode } from 'backstage-plugin-stagings-common';
import { LogName } from '../detailSearch';

/** A container that has, or had, a log. */
export interface LogTarget {
  pod: string;
  container: ContainerState;
}

/** All containers in a tree of objects, failing ones first: people open logs because of those. */
export function logTargets(nodes: ResourceNode[]): LogTarget[] {
  return collect(nodes).sort(
    (a, b) => urgency(b.container) - urgency(a.container),
  );
}

/** Identifies a target. */
export function targetKey({ pod, container }: LogTarget): string {
  return `${pod}/${container.name}`;
}

/** The target that is named; a pod that was replaced gives way to its successor with the same container. */
export function chooseTarget(
  targets: LogTarget[],
  { pod, container }: LogName,
): LogTarget | undefined {
  const inContainer = targets.filter(
    target => container === undefined || target.container.name === container,
  );
  if (pod === undefined) return container ? inContainer[0] : undefined;
  return inContainer.find(target => target.pod === pod) ?? inContainer[0];
}

function collect(nodes: ResourceNode[]): LogTarget[] {
  return nodes.flatMap(node => [
    ...(node.containers ?? []).map(container => ({
      pod: node.name,
      container,
    })),
    ...collect(node.children),
  ]);
}

/** How likely it is that a container's log tells what is wrong. */
function urgency(container: ContainerState): number {
  const { state, ready, restarts, exitCode, init } = container;
  if (exitCode !== undefined && exitCode !== 0) return 4;
  if (restarts > 0 && !ready) return 3;
  if (init) return 0;
  if (state === 'running' && !ready) return 2;
  return 1;
}

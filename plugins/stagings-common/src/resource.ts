import { Explanation, Health } from './staging';

/**
 * Health of one object; it can also be missing from the cluster.
 * @public
 */
export type ResourceHealth = Health | 'missing';

/**
 * One container of a pod as the cluster reports it.
 * @public
 */
export interface ContainerState {
  name: string;
  image: string;
  init: boolean;
  ready: boolean;
  restarts: number;
  state: 'waiting' | 'running' | 'terminated' | 'unknown';
  reason?: string;
  exitCode?: number;
}

/**
 * Names one object of a staging.
 * @public
 */
export interface ResourceName {
  /** Empty for the core group. */
  group: string;
  kind: string;
  name: string;
  /** Absent for cluster-scoped objects. */
  namespace?: string;
}

/**
 * One object of a staging with those that it owns: workload, pods, containers.
 * @public
 */
export interface ResourceNode extends Partial<Explanation> {
  group: string;
  version: string;
  kind: string;
  name: string;
  namespace?: string;
  health: ResourceHealth;
  createdAt?: string;
  /** For workloads, for example `1 of 2 ready`. */
  summary?: string;
  containers?: ContainerState[];
  children: ResourceNode[];
}

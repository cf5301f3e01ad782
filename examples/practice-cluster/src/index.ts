/**
 * A simulated Kubernetes API for the demo and for fast tests.
 *
 * @packageDocumentation
 */
export {
  DEFAULT_TOKEN,
  startPracticeCluster,
  type PracticeCluster,
  type PracticeClusterOptions,
} from './startPracticeCluster';

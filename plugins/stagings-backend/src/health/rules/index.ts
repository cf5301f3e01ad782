import { HealthRule } from '../types';
import {
  apiServiceHealth,
  customResourceDefinitionHealth,
  namespaceHealth,
  podDisruptionBudgetHealth,
} from './conditional';
import { cronJobHealth } from './cronJob';
import { customResourceHealth } from './customResource';
import { daemonSetHealth } from './daemonSet';
import { deploymentHealth } from './deployment';
import { horizontalPodAutoscalerHealth } from './horizontalPodAutoscaler';
import { jobHealth } from './job';
import {
  persistentVolumeClaimHealth,
  persistentVolumeHealth,
} from './persistentVolumeClaim';
import { podHealth } from './pod';
import { replicaSetHealth } from './replicaSet';
import { serviceHealth } from './service';
import { statefulSetHealth } from './statefulSet';

const PRESENT: HealthRule = () => ({ health: 'healthy' });

/**
 * The rules by `group/Kind`. An Ingress is well at once: many controllers never fill in its address
 * (argoproj/argo-cd#14607).
 */
const RULES: Readonly<Record<string, HealthRule>> = {
  '/Pod': (pod, context) => podHealth(pod, context),
  '/Service': serviceHealth,
  '/Namespace': namespaceHealth,
  '/PersistentVolumeClaim': persistentVolumeClaimHealth,
  '/PersistentVolume': persistentVolumeHealth,
  '/ReplicationController': replicaSetHealth,
  'apps/Deployment': deploymentHealth,
  'apps/StatefulSet': statefulSetHealth,
  'apps/DaemonSet': daemonSetHealth,
  'apps/ReplicaSet': replicaSetHealth,
  'batch/Job': jobHealth,
  'batch/CronJob': cronJobHealth,
  'autoscaling/HorizontalPodAutoscaler': horizontalPodAutoscalerHealth,
  'policy/PodDisruptionBudget': podDisruptionBudgetHealth,
  'networking.k8s.io/Ingress': PRESENT,
  'apiextensions.k8s.io/CustomResourceDefinition':
    customResourceDefinitionHealth,
  'apiregistration.k8s.io/APIService': apiServiceHealth,
};

/** The rule for a kind; kinds without one are read by the conventions for conditions. */
export function ruleFor(kind: string): HealthRule {
  return RULES[kind] ?? customResourceHealth;
}

import { BuiltInRule, HealthPolicy } from '../types';
import {
  apiServiceHealth,
  customResourceDefinitionHealth,
  namespaceHealth,
  podDisruptionBudgetHealth,
} from './conditional';
import { cronJobHealth } from './cronJob';
import { CUSTOM_RULES } from './custom';
import { customResourceHealth } from './customResource';
import { daemonSetHealth } from './daemonSet';
import { deploymentHealth } from './deployment';
import { gatewayHealth, routeHealth } from './gateway';
import { horizontalPodAutoscalerHealth } from './horizontalPodAutoscaler';
import { ingressHealth } from './ingress';
import { jobHealth } from './job';
import {
  persistentVolumeClaimHealth,
  persistentVolumeHealth,
} from './persistentVolumeClaim';
import { podHealth } from './pod';
import { replicaSetHealth } from './replicaSet';
import { serviceHealth } from './service';
import { statefulSetHealth } from './statefulSet';

/** The rules by `group/Kind`. */
const RULES: Readonly<Record<string, BuiltInRule>> = {
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
  'networking.k8s.io/Ingress': ingressHealth,
  'gateway.networking.k8s.io/Gateway': gatewayHealth,
  'gateway.networking.k8s.io/GRPCRoute': routeHealth,
  'gateway.networking.k8s.io/HTTPRoute': routeHealth,
  'gateway.networking.k8s.io/TCPRoute': routeHealth,
  'gateway.networking.k8s.io/TLSRoute': routeHealth,
  'gateway.networking.k8s.io/UDPRoute': routeHealth,
  'apiextensions.k8s.io/CustomResourceDefinition':
    customResourceDefinitionHealth,
  'apiregistration.k8s.io/APIService': apiServiceHealth,
  ...CUSTOM_RULES,
};

/**
 * The rule for a kind: that of another module, else the built-in one; kinds without either are read by the
 * conventions for conditions.
 */
export function ruleFor(kind: string, policy?: HealthPolicy): BuiltInRule {
  return (
    policy?.rules?.get(kind) ??
    RULES[kind] ??
    ((object, context) => customResourceHealth(object, context))
  );
}

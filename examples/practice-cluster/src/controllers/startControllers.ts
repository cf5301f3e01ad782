import { K } from '../model/kinds';
import { Objects } from '../objects/Objects';
import { Kubelet } from '../pods/Kubelet';
import { addresses } from './addresses';
import { autoscalers } from './autoscalers';
import { Clock } from './Clock';
import { claims } from './claims';
import { Cluster, runController } from './controller';
import { cronJobs } from './cronJobs';
import { daemonSets } from './daemonSets';
import { deployments } from './deployments';
import { disruptionBudgets } from './disruptionBudgets';
import { endpoints } from './endpoints';
import { EventRecorder } from './EventRecorder';
import { furnishCluster } from './furnishCluster';
import { GarbageCollector } from './garbage';
import { jobs } from './jobs';
import { namespaces } from './namespaces';
import { dropOldEvents } from './oldEvents';
import { replicaSets } from './replicaSets';
import { statefulSets } from './statefulSets';

/** Starts everything that acts in the cluster; `close` stops it at once. */
export function startControllers(
  objects: Objects,
  speed: number,
): { close(): void } {
  const clock = new Clock(speed);
  const cluster: Cluster = {
    objects,
    clock,
    events: new EventRecorder(objects),
  };
  furnishCluster(objects);
  new GarbageCollector(objects, clock).start();
  const controllers = [
    namespaces(cluster),
    deployments(cluster),
    replicaSets(cluster),
    replicaSets(cluster, K.replicationController),
    statefulSets(cluster),
    daemonSets(cluster),
    jobs(cluster),
    cronJobs(cluster),
    autoscalers(cluster),
    disruptionBudgets(cluster),
    endpoints(cluster),
    claims(cluster),
    addresses(cluster, K.service),
    addresses(cluster, K.ingress),
  ];
  for (const controller of controllers) runController(cluster, controller);
  new Kubelet(cluster).start();
  dropOldEvents(cluster);
  return { close: () => clock.close() };
}

import { Cluster } from '../controllers/controller';
import { equal } from '../model/json';
import { K, resourceName } from '../model/kinds';
import {
  Claim,
  Container,
  ContainerStatus,
  Pod,
  timestamp,
} from '../model/objects';
import { StatusError } from '../model/StatusError';
import { StoreEvent } from '../store/Store';
import { ContainerEvent, nextStep } from './containerSteps';
import {
  acceptedStatus,
  isInitialized,
  letsOthersStart,
  NODE,
  summarised,
} from './podStatus';

const KUBELET = { manager: 'kubelet' } as const;
const KUBELET_STATUS = { ...KUBELET, subresource: 'status' } as const;

/** How long a pod takes to stop, in milliseconds. */
const STOP_MS = 100;

/**
 * The only node: takes every pod, leads its containers through the stories of
 * their images step by step, and removes it when it is deleted. Each step
 * follows from what the pod's status says, so a restart goes on where it was.
 */
export class Kubelet {
  /** What is scheduled, by pod uid and container. */
  private readonly pending = new Map<string, () => void>();
  private lastIp = 1;

  constructor(private readonly cluster: Cluster) {}

  /** Takes over all pods there are and every one to come. */
  start(): void {
    const { store } = this.cluster.objects;
    this.lastIp = highestIp(store.list<Pod>(K.pod));
    store.subscribe(event => this.onEvent(event));
    for (const pod of store.list<Pod>(K.pod)) this.look(pod);
  }

  private onEvent(event: StoreEvent) {
    if (resourceName(event.kind) === resourceName(K.claim)) {
      this.lookAtUsersOf(event.object as Claim);
      return;
    }
    if (resourceName(event.kind) !== resourceName(K.pod)) return;
    const pod = event.object as Pod;
    if (event.type === 'DELETED') this.forget(pod.metadata.uid);
    else this.look(pod);
  }

  /** Pods wait for their volumes. */
  private lookAtUsersOf(claim: Claim) {
    if (claim.status.phase !== 'Bound') return;
    const pods = this.cluster.objects.store.list<Pod>(
      K.pod,
      claim.metadata.namespace,
    );
    for (const pod of pods) if (!pod.spec.nodeName) this.look(pod);
  }

  private look(pod: Pod) {
    const { uid, deletionTimestamp } = pod.metadata;
    if (deletionTimestamp) {
      this.later(`${uid} stop`, STOP_MS, () => this.stop(pod));
      return;
    }
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed')
      return;
    if (!pod.spec.nodeName) {
      this.later(`${uid} schedule`, 0, () => this.schedule(pod));
      return;
    }
    for (const { container, init, status } of active(pod))
      this.plan(pod, container, init, status);
  }

  private plan(
    pod: Pod,
    container: Container,
    init: boolean,
    status: ContainerStatus,
  ) {
    const { uid, name, namespace } = pod.metadata;
    const role = {
      container,
      init,
      restartPolicy: pod.spec.restartPolicy,
      podName: `${name}_${namespace}`,
    };
    const afterMs = nextStep(role, status, Date.now())?.afterMs;
    if (afterMs === undefined) return;
    const id = `${uid} ${container.name}`;
    if (afterMs === 0) this.cancel(id);
    this.later(id, afterMs, () => {
      const live = this.cluster.objects.store.get<Pod>(K.pod, namespace, name);
      const current =
        live &&
        active(live).find(entry => entry.container.name === container.name);
      if (
        live?.metadata.uid !== uid ||
        !current ||
        live.metadata.deletionTimestamp
      )
        return;
      const step = nextStep(
        { ...role, container: current.container },
        current.status,
        Date.now(),
      );
      if (step) this.write(live, container.name, step.next, step.events);
    });
  }

  private write(
    pod: Pod,
    name: string,
    next: ContainerStatus,
    events: readonly ContainerEvent[],
  ) {
    const place = (list: ContainerStatus[] | undefined) =>
      list?.map(status => (status.name === name ? next : status));
    const status = {
      ...pod.status,
      containerStatuses: place(pod.status.containerStatuses),
      ...(pod.status.initContainerStatuses && {
        initContainerStatuses: place(pod.status.initContainerStatuses),
      }),
    };
    this.report({ ...pod, status } as Pod);
    const init = pod.spec.initContainers?.some(
      container => container.name === name,
    );
    const fieldPath = `spec.${init ? 'initContainers' : 'containers'}{${name}}`;
    for (const event of events) this.record(pod, event, fieldPath);
  }

  private report(pod: Pod) {
    const status = summarised(pod, Date.now());
    const { namespace, name } = pod.metadata;
    this.guarded(() =>
      this.cluster.objects.update(
        { kind: K.pod, namespace, name },
        KUBELET_STATUS,
        live =>
          equal(live.status, status)
            ? live
            : { ...live, status: status as never },
      ),
    );
  }

  private schedule(pod: Pod) {
    const { namespace, name } = pod.metadata;
    const unbound = this.unboundClaims(pod);
    if (unbound) {
      this.reportUnschedulable(pod, unbound);
      return;
    }
    this.guarded(() => {
      const place = { kind: K.pod, namespace, name };
      const live = this.cluster.objects.get<Pod>(place);
      const spec = { ...live.spec, nodeName: NODE };
      this.cluster.objects.store.put(K.pod, { ...live, spec } as Pod);
      const message = `Successfully assigned ${namespace}/${name} to ${NODE}`;
      this.cluster.events.record(pod, {
        type: 'Normal',
        reason: 'Scheduled',
        message,
        component: 'default-scheduler',
      });
      this.cluster.objects.update(place, KUBELET_STATUS, bound => ({
        ...bound,
        status: acceptedStatus(bound as Pod, this.newIp(), Date.now()) as never,
      }));
    });
  }

  /** Why the pod's volumes keep it from its node; undefined when they do not. */
  private unboundClaims(pod: Pod): string | undefined {
    const { store } = this.cluster.objects;
    for (const { persistentVolumeClaim } of pod.spec.volumes ?? []) {
      const claimName = persistentVolumeClaim?.claimName;
      if (!claimName) continue;
      const claim = store.get<Claim>(
        K.claim,
        pod.metadata.namespace,
        claimName,
      );
      if (!claim)
        return `0/1 nodes are available: persistentvolumeclaim "${claimName}" not found. not found`;
      if (claim.status.phase !== 'Bound') {
        return '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found';
      }
    }
    return undefined;
  }

  private reportUnschedulable(pod: Pod, message: string) {
    const { namespace, name } = pod.metadata;
    const known = pod.status.conditions?.find(
      ({ type }) => type === 'PodScheduled',
    );
    if (known?.message === message) return;
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastProbeTime: null,
      lastTransitionTime: timestamp(),
    };
    this.guarded(() =>
      this.cluster.objects.update(
        { kind: K.pod, namespace, name },
        KUBELET_STATUS,
        live => ({
          ...live,
          status: { ...(live as Pod).status, conditions: [condition] } as never,
        }),
      ),
    );
    this.cluster.events.record(pod, {
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
      component: 'default-scheduler',
    });
  }

  private stop(pod: Pod) {
    const { namespace, name, uid } = pod.metadata;
    const options = { gracePeriodSeconds: 0, preconditions: { uid } };
    this.guarded(() =>
      this.cluster.objects.delete({ kind: K.pod, namespace, name }, options),
    );
  }

  private record(pod: Pod, event: ContainerEvent, fieldPath: string) {
    this.cluster.events.record(pod, {
      ...event,
      component: 'kubelet',
      host: NODE,
      fieldPath,
    });
  }

  private later(id: string, milliseconds: number, action: () => void) {
    if (this.pending.has(id)) return;
    const cancel = this.cluster.clock.after(milliseconds, () => {
      this.pending.delete(id);
      action();
    });
    this.pending.set(id, cancel);
  }

  /** What is due at once does not wait for what was planned before it. */
  private cancel(id: string) {
    this.pending.get(id)?.();
    this.pending.delete(id);
  }

  private forget(uid: string) {
    for (const id of this.pending.keys()) {
      if (id.startsWith(`${uid} `)) this.cancel(id);
    }
  }

  /** The pod may be gone by now: then there is nothing to tell. */
  private guarded(action: () => void) {
    try {
      action();
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
    }
  }

  private newIp(): string {
    this.lastIp = (this.lastIp % 65_000) + 1;
    return `10.244.${Math.floor(this.lastIp / 256)}.${this.lastIp % 256}`;
  }
}

type Entry = { container: Container; init: boolean; status: ContainerStatus };

/** The containers whose turn it is: init containers one after the other, then all others. */
function active(pod: Pod): Entry[] {
  const entries: Entry[] = [];
  const init = pod.spec.initContainers ?? [];
  for (const [i, container] of init.entries()) {
    const status = pod.status.initContainerStatuses?.[i];
    const sidecar = container.restartPolicy === 'Always';
    if (status) entries.push({ container, init: !sidecar, status });
    if (!letsOthersStart(container, status)) return entries;
  }
  if (!isInitialized(pod)) return entries;
  for (const [i, container] of pod.spec.containers.entries()) {
    const status = pod.status.containerStatuses?.[i];
    if (status) entries.push({ container, init: false, status });
  }
  return entries;
}

function highestIp(pods: readonly Pod[]): number {
  return Math.max(
    1,
    ...pods.map(({ status }) => {
      const [, , high = 0, low = 0] = (status.podIP ?? '')
        .split('.')
        .map(Number);
      return high * 256 + low;
    }),
  );
}

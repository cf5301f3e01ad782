import { equal } from '../model/json';
import { K } from '../model/kinds';
import {
  controlledBy,
  KubeObject,
  labelsOf,
  Pod,
  Service,
} from '../model/objects';
import { selectorPredicate } from '../model/selectors';
import {
  Cluster,
  Controller,
  isAbout,
  Key,
  keyOf,
  MANAGER,
} from './controller';
import { isReady } from './podControl';

/** Keeps one EndpointSlice a Service, listing the pods that it selects. */
export function endpoints({ objects }: Cluster): Controller {
  const { store } = objects;
  return {
    keysOf: event => {
      if (isAbout(event, K.service))
        return event.type === 'DELETED' ? [] : [keyOf(event.object)];
      return isAbout(event, K.pod) ? servicesOf(event.object) : [];
    },
    reconcile: ({ namespace, name }) => {
      const service = store.get<Service>(K.service, namespace, name);
      if (!service?.spec.selector || service.metadata.deletionTimestamp) return;
      const slice = sliceOf(service, podsBehind(service));
      const known = store
        .list(K.endpointSlice, namespace)
        .find(({ metadata }) =>
          metadata.ownerReferences?.some(
            ({ uid }) => uid === service.metadata.uid,
          ),
        );
      if (!known) {
        objects.create(K.endpointSlice, slice, MANAGER);
        return;
      }
      if (
        equal(known.endpoints, slice.endpoints) &&
        equal(known.ports, slice.ports)
      )
        return;
      objects.update(
        { kind: K.endpointSlice, namespace, name: known.metadata.name },
        MANAGER,
        live => ({
          ...live,
          endpoints: slice.endpoints,
          ports: slice.ports,
        }),
      );
    },
  };

  function servicesOf(pod: KubeObject): Key[] {
    return store
      .list<Service>(K.service, pod.metadata.namespace)
      .filter(
        ({ spec }) =>
          spec.selector &&
          selectorPredicate({ matchLabels: spec.selector })(labelsOf(pod)),
      )
      .map(keyOf);
  }

  function podsBehind({ metadata, spec }: Service): Pod[] {
    const selects = selectorPredicate({ matchLabels: spec.selector });
    return store
      .list<Pod>(K.pod, metadata.namespace)
      .filter(pod => pod.status.podIP && selects(labelsOf(pod)))
      .filter(
        ({ status }) =>
          status.phase !== 'Succeeded' && status.phase !== 'Failed',
      );
  }
}

function sliceOf(service: Service, pods: readonly Pod[]): KubeObject {
  const { name, namespace } = service.metadata;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: {
        'endpointslice.kubernetes.io/managed-by':
          'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      },
      ownerReferences: [controlledBy(service)],
    },
    addressType: 'IPv4',
    endpoints: pods.map(pod => {
      const terminating = Boolean(pod.metadata.deletionTimestamp);
      const { podIP = '' } = pod.status;
      return {
        addresses: [podIP],
        conditions: {
          ready: isReady(pod) && !terminating,
          serving: isReady(pod),
          terminating,
        },
        nodeName: pod.spec.nodeName,
        targetRef: {
          kind: 'Pod',
          namespace,
          name: pod.metadata.name,
          uid: pod.metadata.uid,
        },
      };
    }),
    ports: (service.spec.ports ?? []).map(
      ({ name: port = '', protocol, targetPort, port: number }) => ({
        name: port,
        protocol,
        port: typeof targetPort === 'number' ? targetPort : number,
      }),
    ),
  } as unknown as KubeObject;
}

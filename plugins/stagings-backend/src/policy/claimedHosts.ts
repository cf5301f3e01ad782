import { KubeObject } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { fieldAt, fieldsAt, listAt, textAt } from '../model/read';

/** A host name that an object wants to be reached by. */
export interface HostClaim {
  /** Lower case; undefined for all hosts that nobody else has. */
  host?: string;
  path: string;
}

type Reader = (object: KubeObject) => HostClaim[];

/** By `group/Kind`: where an object says which hosts lead to it. */
const READERS: Readonly<Record<string, Reader>> = {
  'networking.k8s.io/Ingress': claimsOfIngress,
  'gateway.networking.k8s.io/HTTPRoute': claimsOfRoute,
  'gateway.networking.k8s.io/GRPCRoute': claimsOfRoute,
  'gateway.networking.k8s.io/TLSRoute': claimsOfRoute,
  // Without a host the cluster makes one up.
  'route.openshift.io/Route': object => {
    const host = textAt(object, 'spec', 'host');
    return host ? [{ host: host.toLowerCase(), path: 'spec.host' }] : [];
  },
};

/** Hosts that the ingress of a well-known controller answers for besides those of its rules. */
const ALIASES = 'nginx.ingress.kubernetes.io/server-alias';

/** The hosts that an object would have requests for. */
export function claimedHosts(object: KubeObject): HostClaim[] {
  return READERS[kindKey(object)]?.(object) ?? [];
}

function claimsOfIngress(object: KubeObject): HostClaim[] {
  const rules = listAt(object, 'spec', 'rules').map((rule, index) => ({
    host: textAt(rule, 'host')?.toLowerCase() || undefined,
    path: `spec.rules[${index}].host`,
  }));
  const certificates = listAt(object, 'spec', 'tls').flatMap((tls, index) =>
    texts(fieldAt(tls, 'hosts')).map(host => ({
      host,
      path: `spec.tls[${index}].hosts`,
    })),
  );
  const aliases = (object.metadata.annotations?.[ALIASES] ?? '')
    .split(/[\s,]+/)
    .filter(alias => alias !== '')
    .map(alias => ({
      host: alias.toLowerCase(),
      path: `metadata.annotations["${ALIASES}"]`,
    }));
  const others = fieldsAt(object, 'spec', 'defaultBackend')
    ? [{ path: 'spec.defaultBackend' }]
    : [];
  return [...rules, ...others, ...certificates, ...aliases];
}

function claimsOfRoute(object: KubeObject): HostClaim[] {
  const hosts = texts(fieldAt(object, 'spec', 'hostnames'));
  return hosts.length > 0
    ? hosts.map(host => ({ host, path: 'spec.hostnames' }))
    : [{ path: 'spec.hostnames' }];
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [])
    .filter(item => typeof item === 'string')
    .map(item => item.toLowerCase());
}

import { Readable } from 'node:stream';
import { ClusterTransport } from './transport/ClusterTransport';
import { resourcePath } from './transport/requestPath';
import { PodLogOptions, PodRef } from './types';

const PODS = { group: '', version: 'v1', plural: 'pods' };

/** See `ClusterClient.podLog`. */
export async function openPodLog(
  transport: ClusterTransport,
  pod: PodRef,
  options: PodLogOptions,
): Promise<Readable> {
  const { signal, ...query } = options;
  return transport.stream({
    verb: 'log',
    object: { group: '', kind: 'Pod', ...pod },
    method: 'GET',
    path: resourcePath(PODS, pod.namespace, pod.name, 'log'),
    query,
    accept: '*/*',
    signal,
  });
}

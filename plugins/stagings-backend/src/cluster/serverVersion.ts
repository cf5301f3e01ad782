import { ClusterTransport } from './transport/ClusterTransport';
import { CallOptions } from './types';

/** See `ClusterClient.serverVersion`. */
export async function fetchServerVersion(
  transport: ClusterTransport,
  options: CallOptions = {},
): Promise<string> {
  const { body } = await transport.call({
    verb: 'version',
    method: 'GET',
    path: '/version',
    signal: options.signal,
  });
  return (body as { gitVersion?: string }).gitVersion ?? 'unknown';
}

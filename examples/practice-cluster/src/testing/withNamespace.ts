import { ApiClient, apiClient } from './apiClient';
import { callsTo } from './callsTo';
import { practice, Server } from './servers';

/**
 * A namespace on a server for as long as the tests of the file or `describe`
 * run that calls this.
 */
export function withNamespace(
  namespace = 'stg',
  server: Server = practice,
): ReturnType<typeof callsTo> {
  let client: ApiClient;
  let close: () => Promise<void>;
  const api: ApiClient = (...call) => client(...call);
  const calls = callsTo(api, namespace);

  beforeAll(async () => {
    const access = await server.open();
    close = access.close;
    client = apiClient(access);
    await calls.openNamespace();
  });

  afterAll(async () => {
    await api('DELETE', `/api/v1/namespaces/${namespace}`);
    await close();
  });

  return calls;
}

import { asObjects, Json, JsonObject } from '../model/json';
import { Answer, ApiClient, eventually, MERGE } from './apiClient';
import { pathsIn } from './pathsIn';
import { isReady } from './views';

/** What tests do again and again in one namespace of a server. */
export function callsTo(api: ApiClient, namespace: string) {
  const paths = pathsIn(namespace);

  const items = async (path: string): Promise<JsonObject[]> =>
    asObjects((await api('GET', path)).body.items);

  const podsOf = (app: string) =>
    items(`${paths.core}/pods?labelSelector=app%3D${app}`);

  return {
    api,
    ...paths,
    items,
    podsOf,

    /** Creates an object, which has to succeed. */
    async create(path: string, body: Json): Promise<JsonObject> {
      const answer = await api('POST', path, body);
      expect({ code: answer.code, message: answer.body.message }).toEqual({
        code: 201,
        message: undefined,
      });
      return answer.body;
    },

    /** Merges a change into an object. */
    patch: (path: string, change: Json): Promise<Answer> =>
      api('PATCH', path, change, { 'content-type': MERGE }),

    readyPods: async (app: string) => (await podsOf(app)).filter(isReady),

    /** Waits until the pods with a label `app` suit, which has to be soon. */
    eventuallyPods: (app: string, suit: (pods: JsonObject[]) => boolean) =>
      eventually(() => podsOf(app), suit),

    /** Waits until so many pods with a label `app` are there and ready. */
    eventuallyReady: (app: string, count: number) =>
      eventually(
        () => podsOf(app),
        pods => pods.length === count && pods.every(isReady),
      ),

    /** Waits until an object suits; returns it. */
    eventuallyObject: async (
      path: string,
      suits: (object: JsonObject) => boolean,
      patienceMs?: number,
    ): Promise<JsonObject> =>
      (
        await eventually(
          () => api('GET', path),
          ({ body }) => suits(body),
          patienceMs,
        )
      ).body,

    /** Waits until an object is gone. */
    eventuallyGone: (path: string) =>
      eventually(
        () => api('GET', path),
        ({ code }) => code === 404,
      ),

    /** Creates the namespace and waits until it takes pods. */
    async openNamespace(): Promise<void> {
      await api('POST', '/api/v1/namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      });
      await eventually(
        () => api('GET', `${paths.core}/serviceaccounts/default`),
        ({ code }) => code === 200,
      );
    },
  };
}

import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { asObject, Json, JsonObject } from '../model/json';

/** Where an API server is and how to reach it. */
export type Access = { url: string; token: string; ca?: string };

/** What a server answered. */
export type Answer = {
  code: number;
  body: JsonObject;
  text: string;
  type: string;
};

/** A media type for server-side apply. */
export const APPLY = 'application/apply-patch+yaml';

/** A media type for merge patches. */
export const MERGE = 'application/merge-patch+json';

/** A media type for JSON patches. */
export const JSON_PATCH = 'application/json-patch+json';

/** A small client of a Kubernetes API, for tests. */
export type ApiClient = (
  method: string,
  path: string,
  body?: Json,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** The answer's object; empty when it is a stream or no JSON. */
function objectIn(text: string): JsonObject {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

/** A client for the server at `access`. */
export function apiClient({ url, token, ca }: Access): ApiClient {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const request = send(
        `${url}${path}`,
        {
          method,
          ca,
          headers: {
            authorization: `Bearer ${token}`,
            'user-agent': 'tests/1',
            ...(body !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text ?? ''),
            }),
            ...headers,
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () => {
            const received = Buffer.concat(chunks).toString();
            const type = response.headers['content-type'] ?? '';
            resolve({
              code: response.statusCode ?? 0,
              body: objectIn(received),
              text: received,
              type,
            });
          });
        },
      );
      request.on('error', reject);
      request.end(text);
    });
}

/** Asks again and again until the answer suits, for ten seconds unless another time is given. */
export async function eventually<T>(
  ask: () => Promise<T>,
  suits: (answer: T) => boolean,
  patienceMs = 10_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (suits(answer)) return answer;
    if (Date.now() > end)
      throw new Error(
        `waited in vain; last: ${JSON.stringify(answer).slice(0, 2000)}`,
      );
    await new Promise(done => setTimeout(done, 40));
  }
}

import { Staging } from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { operation, template } from './fixtures';

/** Where the tests' discovery finds the backend. */
export const BASE_URL = 'http://example.com/api/stagings';

/** A backend that answers as each test tells it to. */
export const server = setupServer();

/** An address of the backend. */
export const url = (path: string) => `${BASE_URL}/v1${path}`;

/** The framework's error body. */
export function errorAnswer(status: number, message: string) {
  return HttpResponse.json(
    { error: { name: 'Error', message }, response: { statusCode: status } },
    { status },
  );
}

/** The answer of a list over the given stagings, filtered and counted as the backend does it. */
export function listAnswer(stagings: Staging[], query: URLSearchParams) {
  const wants = (name: string, value: string) =>
    (query.get(name) ?? value).split(',').includes(value);
  const found = stagings.filter(
    item =>
      wants('entityRef', item.entityRef) &&
      wants('createdBy', item.createdBy) &&
      wants('template', item.template) &&
      wants('cluster', item.cluster) &&
      item.name.includes(query.get('q') ?? ''),
  );
  const items = found.filter(
    ({ desired, status }) =>
      (desired === 'archived') === (query.get('state') === 'archived') &&
      wants('phase', status.phase) &&
      wants('health', status.health),
  );
  return {
    items,
    totalItems: items.length,
    counts: found.map(({ status: { phase, health } }) => ({
      ...{ phase, health },
      count: 1,
    })),
  };
}

/** A backend that holds the given stagings, with one template and nothing in the cluster. */
export function serveStagings(stagings: Staging[]) {
  server.use(
    http.get(url('/templates'), () =>
      HttpResponse.json({ items: [template()] }),
    ),
    http.get(url('/templates/:name/keys'), () =>
      HttpResponse.json({ items: [], truncated: false }),
    ),
    http.get(url('/stagings'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      return HttpResponse.json(listAnswer(stagings, query));
    }),
    http.get(url('/stagings/:id'), ({ params }) => {
      const found = stagings.find(({ id }) => id === params.id);
      return found
        ? HttpResponse.json(found)
        : errorAnswer(404, 'No such staging');
    }),
    http.get(url('/stagings/:id/resources'), () =>
      HttpResponse.json({ items: [] }),
    ),
    http.get(url('/stagings/:id/operations'), () =>
      HttpResponse.json({ items: [operation()] }),
    ),
  );
}

import { ListStagingsQuery, Staging } from 'backstage-plugin-stagings-common';
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

const isArchived = ({ desired }: Staging) => desired === 'archived';

/** A backend that holds the given stagings, with one template and nothing in the cluster. */
export function serveStagings(stagings: Staging[]) {
  server.use(
    http.get(url('/templates'), () =>
      HttpResponse.json({ items: [template()] }),
    ),
    http.get(url('/stagings'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      const state = query.get('state') as ListStagingsQuery['state'];
      const items = stagings
        .filter(item => isArchived(item) === (state === 'archived'))
        .filter(item => item.name.includes(query.get('q') ?? ''));
      return HttpResponse.json({ items, totalItems: items.length });
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

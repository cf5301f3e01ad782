import { screen, within } from '@testing-library/react';
import {
  OperationWithLog,
  ResourceNode,
  Staging,
  StagingEvent,
} from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { staging } from './fixtures';
import { renderTab } from './renderStagings';
import { server, serveStagings, url } from './server';

interface Around {
  /** Query of the address. */
  search?: string;
  resources?: ResourceNode[];
  operations?: OperationWithLog[];
  events?: StagingEvent[];
}

/** Shows the detail of a staging, with what the backend has around it. */
export async function renderDetail(
  differences: Partial<Staging> = {},
  { search = '', resources = [], operations = [], events = [] }: Around = {},
) {
  const shown = staging(differences);
  serveStagings([shown]);
  server.use(
    http.get(url('/stagings/:id/resources'), () =>
      HttpResponse.json({ items: resources }),
    ),
    http.get(url('/stagings/:id/operations'), () =>
      HttpResponse.json({ items: operations }),
    ),
    http.get(url('/operations/:id'), ({ params }) =>
      HttpResponse.json(operations.find(({ id }) => id === params.id)),
    ),
    http.get(url('/stagings/:id/events'), () =>
      HttpResponse.json({ items: events }),
    ),
  );
  await renderTab({ at: `/${shown.id}${search}` });
  return within(await screen.findByRole('article', { name: shown.name }));
}

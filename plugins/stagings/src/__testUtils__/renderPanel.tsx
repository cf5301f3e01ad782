import { screen, within } from '@testing-library/react';
import {
  CreateStagingRequest,
  Staging,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { delay, http, HttpResponse } from 'msw';
import { useLocation, useNavigate } from 'react-router-dom';
import { NewStagingRoute } from '../components/StagingPanel/NewStagingRoute';
import { staging } from './fixtures';
import { renderInTab } from './renderStagings';
import { server, url } from './server';

/** A creation as the backend received it. */
export interface ReceivedCreation {
  request: CreateStagingRequest;
  key: string | null;
}

/** Answers creations one after the other: with an error, or with a new staging for `undefined`. */
export function answerCreations(
  ...answers: (Response | undefined)[]
): ReceivedCreation[] {
  const received: ReceivedCreation[] = [];
  server.use(
    http.post(url('/stagings'), async ({ request }) => {
      received.push({
        request: (await request.json()) as CreateStagingRequest,
        key: request.headers.get('Idempotency-Key'),
      });
      await delay(0);
      const answer = answers[received.length - 1];
      return answer ?? HttpResponse.json(staging(), { status: 201 });
    }),
  );
  return received;
}

/** Offers these templates. */
export function serveTemplates(items: StagingTemplate[]): void {
  server.use(http.get(url('/templates'), () => HttpResponse.json({ items })));
}

/** Offers what overrides can set. */
export function serveKeys(items: object[]): void {
  server.use(
    http.get(url('/templates/:name/keys'), () =>
      HttpResponse.json({ items, truncated: false }),
    ),
  );
}

/** Where the browser is, and a way back. */
function Address() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="address">{pathname + search}</output>
      <button onClick={() => navigate('/tab/?new')}>open</button>
      <button onClick={() => navigate('/tab/')}>elsewhere</button>
    </>
  );
}

/** Opens the panel for a new staging, over a page that has nothing else. */
export async function openNewPanel(
  search = '?new',
  options: { mayCreate?: boolean } = {},
) {
  await renderInTab(
    <>
      <NewStagingRoute
        entityRef="component:default/shop"
        detailPath={id => id}
      />
      <Address />
    </>,
    { at: `/${search}`, ...options },
  );
  return insideNewPanel();
}

/** The panel for a new staging once its form has loaded. */
export async function insideNewPanel() {
  const panel = within(
    await screen.findByRole('dialog', { name: 'New staging of shop' }),
  );
  const branch = await panel.findByRole('combobox', { name: /Branch/ });
  return { panel, branch };
}

/** The address that the browser shows. */
export function address(): string | null {
  return screen.getByRole('status', { name: 'address', hidden: true })
    .textContent;
}

/** A staging as another person changed it. */
export function changedMeanwhile(differences: Partial<Staging>): Staging {
  return staging({
    revision: 2,
    updatedBy: 'user:default/anna',
    ...differences,
  });
}

import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { LogFrame } from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { renderInTab } from '../../__testUtils__/renderStagings';
import { errorAnswer, server, url } from '../../__testUtils__/server';
import { LogTarget } from './logTargets';
import { PodLogs } from './PodLogs';

// The real one measures the page to decide which lines to show, and jsdom has no sizes.
jest.mock('@backstage/core-components', () => ({
  ...jest.requireActual('@backstage/core-components'),
  LogViewer: ({ text }: { text: string }) => <pre>{text}</pre>,
}));

registerMswTestHooks(server);

const LOG = url('/stagings/id-1/pods/:pod/logs');

const targets: LogTarget[] = [
  {
    pod: 'worker-1',
    container: {
      name: 'worker',
      image: 'shop:1',
      init: false,
      ready: false,
      restarts: 2,
      state: 'waiting',
    },
  },
  {
    pod: 'web-1',
    container: {
      name: 'web',
      image: 'shop:1',
      init: false,
      ready: true,
      restarts: 0,
      state: 'running',
    },
  },
];

/** A log that a test writes to while it is followed. */
function serveFollowedLog() {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let aborted = false;
  const requests: URL[] = [];
  server.use(
    http.get(LOG, ({ request }) => {
      requests.push(new URL(request.url));
      request.signal.addEventListener('abort', () => {
        aborted = true;
      });
      const body = new ReadableStream<Uint8Array>({
        start: started => {
          controller = started;
        },
      });
      return new HttpResponse(body);
    }),
  );
  return {
    requests,
    wasAborted: () => aborted,
    write: (frame: LogFrame) =>
      controller.enqueue(encoder.encode(`${JSON.stringify(frame)}\n`)),
    end: () => controller.close(),
  };
}

const showLogs = () =>
  renderInTab(<PodLogs stagingId="id-1" targets={targets} />);

describe('PodLogs', () => {
  it('follows the first container line by line until the log ends', async () => {
    const log = serveFollowedLog();
    await showLogs();
    await waitFor(() => expect(log.requests).toHaveLength(1));
    expect(log.requests[0]?.pathname).toMatch(/worker-1\/logs$/);
    expect(log.requests[0]?.searchParams.get('follow')).toBe('true');

    log.write({ type: 'line', line: 'connecting' });
    expect(await screen.findByText('connecting')).toBeInTheDocument();
    log.write({ type: 'ping' });
    log.write({ type: 'line', line: 'DATABASE_URL is not set' });
    expect(
      await screen.findByText(/connecting\s+DATABASE_URL is not set/),
    ).toBeInTheDocument();
    expect(screen.getByText('following')).toBeInTheDocument();

    log.end();
    expect(await screen.findByText('The log ended.')).toBeInTheDocument();
  });

  it('stops reading when it is left', async () => {
    const log = serveFollowedLog();
    const { unmount } = await showLogs();
    await waitFor(() => expect(log.requests).toHaveLength(1));
    unmount();
    await waitFor(() => expect(log.wasAborted()).toBe(true));
  });

  it('tells what the server says while it follows, and keeps the lines', async () => {
    const log = serveFollowedLog();
    await showLogs();
    await waitFor(() => expect(log.requests).toHaveLength(1));
    log.write({ type: 'line', line: 'last words' });
    log.write({ type: 'error', message: 'The pod is gone' });
    log.end();
    expect(await screen.findByText('The pod is gone')).toBeInTheDocument();
    expect(screen.getByText('last words')).toBeInTheDocument();
  });

  it('reads the previous run, which is not followed', async () => {
    serveFollowedLog();
    await showLogs();
    const requests: URL[] = [];
    server.use(
      http.get(LOG, ({ request }) => {
        requests.push(new URL(request.url));
        return HttpResponse.text('the run before');
      }),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Previous run' }),
    );
    expect(await screen.findByText('the run before')).toBeInTheDocument();
    expect(requests[0]?.searchParams.get('previous')).toBe('true');
    expect(requests[0]?.searchParams.get('follow')).toBeNull();
  });

  it('offers a previous run only where there was one', async () => {
    serveFollowedLog();
    await showLogs();
    await userEvent.click(screen.getByRole('button', { name: /Container/ }));
    await userEvent.click(screen.getByRole('option', { name: 'web · web-1' }));
    expect(screen.queryByRole('checkbox', { name: 'Previous run' })).toBeNull();
  });

  it('says why there is no log, and reads again when asked to', async () => {
    server.use(
      http.get(LOG, () => errorAnswer(404, 'The container has not started')),
    );
    await showLogs();
    expect(
      await screen.findByText('The container has not started'),
    ).toBeInTheDocument();
    const log = serveFollowedLog();
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    await waitFor(() => expect(log.requests).toHaveLength(1));
  });
});

import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { LogFrame } from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../../__testUtils__/accessibility';
import { renderInTab } from '../../../__testUtils__/renderStagings';
import { errorAnswer, server, url } from '../../../__testUtils__/server';
import { LogTarget } from './logTargets';
import { PodLogs } from './PodLogs';

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
      await screen.findByText('DATABASE_URL is not set'),
    ).toBeInTheDocument();
    expect(screen.getByText('connecting')).toBeInTheDocument();
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

  it('finds text, counts it and goes from match to match', async () => {
    const log = serveFollowedLog();
    await showLogs();
    await waitFor(() => expect(log.requests).toHaveLength(1));
    log.write({ type: 'line', line: 'Error one, error two' });
    log.write({ type: 'line', line: '\u001b[31merror\u001b[0m three' });
    await screen.findByText('Error one, error two');
    await userEvent.type(screen.getByLabelText('Search in the log'), 'error');
    expect(await screen.findByText('1 of 3')).toBeInTheDocument();
    const marked = () => document.querySelector('mark[data-current]');
    expect(marked()).toHaveTextContent('Error');
    await userEvent.click(screen.getByRole('button', { name: 'Next match' }));
    expect(screen.getByText('2 of 3')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Search in the log'), '{Enter}');
    expect(screen.getByText('3 of 3')).toBeInTheDocument();
    expect(marked()?.closest('[data-log-line]')).toHaveTextContent(
      'error three',
    );
    await userEvent.type(screen.getByLabelText('Search in the log'), 'x');
    expect(await screen.findByText('not found')).toBeInTheDocument();
    await expect(accessibilityProblems()).resolves.toEqual([]);
  });

  it('lets its reader scroll up in peace, and leads back to the end', async () => {
    const log = serveFollowedLog();
    await showLogs();
    await waitFor(() => expect(log.requests).toHaveLength(1));
    log.write({ type: 'line', line: 'first' });
    await screen.findByText('first');
    const box = screen.getByRole('region', { name: /^Log of worker/ });
    Object.defineProperties(box, {
      scrollHeight: { value: 1_000 },
      clientHeight: { value: 100 },
    });
    box.scrollTop = 200;
    fireEvent.scroll(box);
    log.write({ type: 'line', line: 'second' });
    await screen.findByText('second');
    expect(box.scrollTop).toBe(200);
    await userEvent.click(
      screen.getByRole('button', { name: 'Jump to newest' }),
    );
    expect(box.scrollTop).toBe(1_000);
    expect(screen.queryByRole('button', { name: 'Jump to newest' })).toBeNull();
  });

  it('hands over what is shown as a file', async () => {
    const log = serveFollowedLog();
    const files: Blob[] = [];
    URL.createObjectURL = file => {
      files.push(file as Blob);
      return 'blob:log';
    };
    URL.revokeObjectURL = () => {};
    const clicked = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    await showLogs();
    await waitFor(() => expect(log.requests).toHaveLength(1));
    log.write({ type: 'line', line: 'one' });
    await screen.findByText('one');
    await userEvent.click(
      screen.getByRole('button', { name: 'Download what is shown' }),
    );
    expect(clicked).toHaveBeenCalled();
    expect(files[0]?.size).toBe('one'.length);
    clicked.mockRestore();
  });

  it('shows the log that the address names', async () => {
    const log = serveFollowedLog();
    await renderInTab(<PodLogs stagingId="id-1" targets={targets} />, {
      at: '/?tab=logs&pod=web-1&container=web',
    });
    await waitFor(() => expect(log.requests).toHaveLength(1));
    expect(log.requests[0]?.pathname).toMatch(/web-1\/logs$/);
  });
});

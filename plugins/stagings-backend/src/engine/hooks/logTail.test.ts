import { Readable } from 'node:stream';
import { ClusterClient } from '../../cluster/types';
import { Redactor } from '../../redaction';
import { Workspace } from '../Workspace';
import { logTail } from './logTail';
import { LiveHook } from './readHook';

const SECRET = 'correct-horse-battery-staple';

/** What the log of the operation says of a hook's log. */
async function told(pieces: Iterable<string>): Promise<string> {
  const redactor = new Redactor([SECRET]);
  const lines: string[] = [];
  const workspace = {
    signal: new AbortController().signal,
    learnClusterSecrets: async () => {},
    redacted: <T>(text: T) => redactor.deep(text),
    log: (line: string) => lines.push(line),
  } as unknown as Workspace;
  const client = {
    podLog: async () => Readable.from(pieces, { objectMode: false }),
  } as unknown as ClusterClient;
  const metadata = { name: 'migrate', namespace: 'stg-shop' };
  const hook = {
    object: { apiVersion: 'v1', kind: 'Pod', metadata },
    pods: [],
  } as unknown as LiveHook;
  const evidence = { container: 'main' };
  await logTail(workspace, client, hook, {
    reason: 'x',
    message: 'y',
    evidence,
  });
  return lines.join('\n');
}

it('tells the log of a hook', async () => {
  await expect(told(['one\n', 'two\n'])).resolves.toBe(
    'The end of the log of migrate, container main:\none\ntwo',
  );
});

it('tells the end of a long log, and no part of a secret where it begins', async () => {
  const after = 'x'.repeat(16 * 1024 - SECRET.length / 2);
  const text = await told([`${'b'.repeat(100)} ${SECRET}${after}`]);
  expect(text.length).toBeLessThan(17 * 1024);
  expect(text.slice(0, 200)).toMatch(/:\n…b+ ••••x+$/);
});

it('keeps no more of a line without end in memory than it tells of', async () => {
  function* endless() {
    for (let count = 0; count < 2_000; count++) yield 'x'.repeat(64 * 1024);
  }
  const before = process.memoryUsage().rss;
  const text = await told(endless());
  expect(text.slice(0, 60)).toMatch(/:\n…x+$/);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});

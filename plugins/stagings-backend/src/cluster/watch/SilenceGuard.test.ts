import { PassThrough } from 'node:stream';
import { SILENT, SilenceGuard } from './SilenceGuard';

async function readAll(stream: PassThrough, guard: SilenceGuard) {
  const chunks: string[] = [];
  for await (const chunk of guard.watching(stream)) {
    chunks.push(chunk.toString());
  }
  return chunks;
}

it('cuts a stream that falls silent', async () => {
  const stream = new PassThrough();
  const guard = new SilenceGuard(stream, 'staging');
  guard.allow(30);
  stream.write('a');
  await expect(readAll(stream, guard)).rejects.toMatchObject({
    code: SILENT,
    message:
      'cluster staging cannot be reached: a watch gave no sign of life for 0.03 s',
  });
});

it('leaves a stream alone that goes on talking', async () => {
  const stream = new PassThrough();
  const guard = new SilenceGuard(stream, 'staging');
  guard.allow(200);
  const reading = readAll(stream, guard);
  for (const chunk of ['a', 'b', 'c', 'd']) {
    await new Promise(resolve => setTimeout(resolve, 80));
    stream.write(chunk);
  }
  stream.end();
  expect((await reading).join('')).toBe('abcd');
  guard.stop();
});

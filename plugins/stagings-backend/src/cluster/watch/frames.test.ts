import { BrokenStreamError, parseFrame, readLines } from './frames';

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

describe('readLines', () => {
  it.each([1, 2, 3, 7, 1000])(
    'joins lines and characters that come in pieces of %i bytes',
    async size => {
      const lines: string[] = [];
      const bytes = Buffer.from('{"a":"grün 😀"}\n{"b":2}\nrest');
      for await (const line of readLines(inChunks(bytes, size))) {
        lines.push(line);
      }
      expect(lines).toEqual(['{"a":"grün 😀"}', '{"b":2}', 'rest']);
    },
  );
});

describe('parseFrame', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } };

  it('reads a change', () => {
    expect(
      parseFrame(JSON.stringify({ type: 'MODIFIED', object: pod })),
    ).toEqual({ type: 'MODIFIED', object: pod });
  });

  it.each([
    [{}, false],
    [{ 'k8s.io/initial-events-end': 'true' }, true],
  ])('reads a bookmark with annotations %j', (annotations, end) => {
    const object = {
      kind: 'Pod',
      metadata: { resourceVersion: '42', annotations },
    };
    expect(parseFrame(JSON.stringify({ type: 'BOOKMARK', object }))).toEqual({
      type: 'BOOKMARK',
      resourceVersion: '42',
      initialEventsEnd: end,
    });
  });

  it.each(['{"type":"ADDED","obj', '"text"', '{"type":"ADDED","object":{}}'])(
    'calls the stream broken at %s',
    line => {
      expect(() => parseFrame(line)).toThrow(BrokenStreamError);
    },
  );
});

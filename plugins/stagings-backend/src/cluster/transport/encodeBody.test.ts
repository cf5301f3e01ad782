import { encodeBody } from './encodeBody';

it('escapes what the YAML reader of the server would change or refuse', () => {
  const body = { text: '\u007f\u0085\u009f\u2028\u2029\ufffe\uffff' };
  const json = encodeBody(body);
  expect(json).toBe(
    '{"text":"\\u007f\\u0085\\u009f\\u2028\\u2029\\ufffe\\uffff"}',
  );
  expect(JSON.parse(json)).toEqual(body);
});

it('leaves everything else raw, above all pairs of surrogates', () => {
  expect(encodeBody({ ö: '😀 \u00a0' })).toBe('{"ö":"😀 \u00a0"}');
});

it.each([
  ['half a pair in a value', { a: ['\ud83d'] }, 'half of a surrogate pair'],
  ['half a pair in a key', { '\ude00': 1 }, 'half of a surrogate pair'],
  ['a long key', { ['ö'.repeat(513)]: 1 }, 'longer than 1024 bytes'],
])('refuses %s', (_, body, message) => {
  expect(() => encodeBody(body)).toThrow(message);
});

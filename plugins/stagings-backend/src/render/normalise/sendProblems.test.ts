import { sendProblems } from './sendProblems';

function messages(data: Record<string, string>): string[] {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'web' },
    data,
  };
  const found = sendProblems({ object, source: 'web.yaml' });
  return found.map(({ message }) => message);
}

it.each<[string, Record<string, string>, string]>([
  ['half a pair', { a: 'x\ud83d' }, 'text that is not valid Unicode at data.a'],
  ['the other half', { a: '\ude00' }, 'text that is not valid Unicode'],
  [
    'half a pair in a key',
    { '\ud83d': '' },
    'text that is not valid Unicode at data',
  ],
  [
    'a key of too many bytes',
    { ['é'.repeat(513)]: '' },
    'a key at data that is longer than 1024 bytes',
  ],
])('refuses %s', (_, data, message) => {
  expect(messages(data)[0]).toContain(
    `ConfigMap web in web.yaml has ${message}`,
  );
});

it('takes everything else', () => {
  const key = 'k'.repeat(1024);
  expect(messages({ [key]: '😀\u0000\u2028\uffff', a: key + key })).toEqual([]);
});

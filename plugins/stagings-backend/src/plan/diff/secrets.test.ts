import { redact, secretValues } from './secrets';

const base64 = (text: string) => Buffer.from(text).toString('base64');

it('knows the values of Secrets encoded and decoded, and of nothing else', () => {
  const values = secretValues([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db' },
      data: { password: base64('hunter22') },
      stringData: { token: 'clear-token' },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data: { mode: 'public' },
    },
  ]);
  expect(values).toEqual([base64('hunter22'), 'hunter22', 'clear-token']);
});

it.each([
  ['a value', 'password is hunter22', ['hunter22'], 'password is ••••'],
  [
    'the longer of two values first',
    'it is hunter22-long',
    ['hunter22', 'hunter22-long'],
    'it is ••••',
  ],
  ['no value that is a mere word', 'no, not that', ['no'], 'no, not that'],
])('redacts %s', (_, text, values, redacted) => {
  expect(redact(text, values)).toBe(redacted);
});

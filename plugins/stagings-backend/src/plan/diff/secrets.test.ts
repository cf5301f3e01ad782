import { secretValues } from './secrets';

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

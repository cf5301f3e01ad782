import {
  removableSecrets,
  withoutRemovals,
  withRemovals,
} from './storedSecrets';

const secret = { type: 'string', writeOnly: true };
const schema = {
  type: 'object',
  required: ['token'],
  properties: {
    token: secret,
    apiKey: { ...secret, title: 'API key' },
    database: {
      type: 'object',
      required: ['password'],
      properties: { password: secret, replica: secret },
    },
  },
};

it('can be removed where the template does not require them', () => {
  expect(
    removableSecrets(schema, [
      'token',
      'apiKey',
      'database.password',
      'database.replica',
      'goneFromTheTemplate',
    ]),
  ).toEqual([
    { path: 'apiKey', title: 'API key' },
    { path: 'database.replica', title: 'replica' },
  ]);
});

it.each([
  ['there is nothing', {}, { apiKey: null, database: { replica: null } }],
  [
    'other values are',
    { size: 1, database: { host: 'db' } },
    { size: 1, apiKey: null, database: { host: 'db', replica: null } },
  ],
  [
    'a new value was typed',
    { apiKey: 'new' },
    { apiKey: 'new', database: { replica: null } },
  ],
])('are removed by null where %s', (_, parameters, expected) => {
  const removed = withRemovals(parameters, ['apiKey', 'database.replica']);
  expect(removed).toEqual(expected);
});

it('are no values of the form', () => {
  expect(
    withoutRemovals({ size: 1, apiKey: null, database: { replica: null } }),
  ).toEqual({ size: 1, database: {} });
});

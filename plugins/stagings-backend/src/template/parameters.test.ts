import { JsonObject } from '@backstage/types';
import { closeParameterSchema } from './parameterSchema';
import { resolveParameters, shownParameters } from './parameters';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop' },
};

const variables = {
  staging: {
    id: '1',
    name: 'shop-x',
    host: 'shop-x.example.com',
    namespace: 'n',
  },
  source: { branch: 'feature/x', commit: 'abcdef1234', shortCommit: 'abcdef1' },
  baseDomain: 'example.com',
  entity,
};

const schema = closeParameterSchema({
  required: ['version'],
  properties: {
    version: {
      type: 'string',
      pattern: '^[a-z0-9.]+$',
      default: '${{ source.shortCommit }}',
    },
    title: { type: 'string', default: 'The ${{ entity.metadata.name }}' },
    replicas: { type: 'integer', minimum: 1, maximum: 3, default: 2 },
    size: { enum: ['small', 'large'] },
    mail: { type: 'string', format: 'email' },
    cache: {
      type: 'object',
      additionalProperties: false,
      properties: { megabytes: { type: 'integer', default: 64 } },
    },
  },
});

describe('resolveParameters', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'fills in defaults',
      {},
      { version: 'abcdef1', title: 'The shop', replicas: 2 },
    ],
    [
      'keeps what is given',
      { version: '1.2', replicas: 1 },
      { version: '1.2', title: 'The shop', replicas: 1 },
    ],
    [
      'takes null as not given',
      { replicas: null },
      { version: 'abcdef1', title: 'The shop', replicas: 2 },
    ],
    [
      'fills in objects that are given',
      { cache: {} },
      {
        version: 'abcdef1',
        title: 'The shop',
        replicas: 2,
        cache: { megabytes: 64 },
      },
    ],
    [
      'does not evaluate what is given',
      { title: '${{ staging.id }}' },
      { version: 'abcdef1', title: '${{ staging.id }}', replicas: 2 },
    ],
  ])('%s', (_, given, parameters) => {
    expect(resolveParameters(schema, given, variables)).toEqual({
      parameters,
      problems: [],
    });
  });

  it.each<[JsonObject, string, string]>([
    [
      { version: 'B B' },
      'parameters.version',
      'must match pattern "^[a-z0-9.]+$"',
    ],
    [{ version: 1 }, 'parameters.version', 'must be string'],
    [{ replicas: 9 }, 'parameters.replicas', 'must be <= 3'],
    [{ size: 'huge' }, 'parameters.size', 'must be one of "small", "large"'],
    [{ mail: 'x' }, 'parameters.mail', 'must match format "email"'],
    [
      { verison: 'x' },
      'parameters.verison',
      'is not a parameter of this template',
    ],
    [
      { cache: { megabytes: '1' } },
      'parameters.cache.megabytes',
      'must be integer',
    ],
    [
      JSON.parse('{"__proto__": 1}'),
      'parameters.__proto__',
      'is not a parameter of this template',
    ],
    [
      { constructor: 'x' },
      'parameters.constructor',
      'is not a parameter of this template',
    ],
  ])('refuses %j', (given, path, message) => {
    const { problems } = resolveParameters(schema, given, variables);
    expect(problems).toEqual([{ path, message }]);
  });

  it('requires a parameter whose default comes to nothing', () => {
    const source = { branch: 'x', commit: '', shortCommit: '' };
    const { problems } = resolveParameters(
      schema,
      {},
      { ...variables, source },
    );
    expect(problems).toEqual([
      { path: 'parameters.version', message: 'is required' },
    ]);
  });

  it('reports a default that cannot be evaluated once, at its parameter', () => {
    const failing = closeParameterSchema({
      required: ['team'],
      properties: { team: { default: '${{ entity.spec.team }}' } },
    });
    const { problems } = resolveParameters(failing, {}, variables);
    expect(problems).toEqual([
      {
        path: 'parameters.team',
        message: expect.stringContaining('no such key: spec'),
      },
    ]);
  });
});

describe('shownParameters', () => {
  it('evaluates the defaults that the component decides', () => {
    const shown = shownParameters(schema, {
      entity,
      baseDomain: 'example.com',
    });
    expect(shown).toMatchObject({
      type: 'object',
      properties: {
        version: { type: 'string' },
        title: { default: 'The shop' },
        replicas: { default: 2 },
      },
    });
  });

  it('does not ask for what the server fills in', () => {
    const shown = shownParameters(schema, {
      entity,
      baseDomain: 'example.com',
    });
    expect(shown).not.toHaveProperty('required');
    expect(shown).not.toHaveProperty('properties.version.default');
  });
});

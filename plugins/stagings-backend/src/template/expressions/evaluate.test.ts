import { JsonValue } from '@backstage/types';
import { evaluate, evaluateDeep } from './evaluate';
import { ExpressionError } from './ExpressionError';
import { ExpressionVariables } from './types';

const variables: ExpressionVariables = {
  staging: {
    id: '1',
    name: 'shop-x',
    host: 'shop-x.example.com',
    namespace: 'n',
  },
  source: { branch: 'feature/x', commit: 'abcdef1234', shortCommit: 'abcdef1' },
  baseDomain: 'example.com',
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', annotations: { 'a.b/c': 'd' } },
    spec: { type: 'service' },
  },
  parameters: JSON.parse(
    '{"version":"1.2","replicas":3,"ratio":0.5,"on":true,"list":[1,"a",{"b":2}],"evil":"${{ staging.id }}","__proto__":"own"}',
  ),
};

function failureOf(act: () => unknown): ExpressionError {
  try {
    act();
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('evaluate', () => {
  it.each<[string, JsonValue]>([
    ['parameters.version', '1.2'],
    ['parameters.replicas', 3],
    ['parameters.replicas + 1', 4],
    ['parameters.replicas > 2', true],
    ['parameters.ratio * 2.0', 1],
    ['parameters.on', true],
    ['parameters.list', [1, 'a', { b: 2 }]],
    [
      '{"a": parameters.replicas, "b": [source.branch]}',
      { a: 3, b: ['feature/x'] },
    ],
    ['null', null],
    ['staging.host', 'shop-x.example.com'],
    ['entity.metadata.annotations["a.b/c"]', 'd'],
    ['has(parameters.missing) ? 1 : 2', 2],
    ['parameters.?missing.orValue("none")', 'none'],
    ['source.branch.startsWith("feature/")', true],
    ['timestamp("2024-01-01T00:00:00Z")', '2024-01-01T00:00:00.000Z'],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, variables)).toEqual(value);
  });

  it.each([
    ['parameters.missing', 'no such key: missing'],
    ['nobody', 'unknown variable: nobody'],
    ['staging.hots', 'no such key: hots'],
    ['a +', 'unexpected token: EOF'],
    ['', 'unexpected token: EOF'],
    ['b"bytes"', 'gives bytes, which YAML cannot hold'],
    ['staging', 'gives the whole of "staging", which YAML cannot hold'],
    ['9007199254740993', 'too large for a number'],
    ['1.0 / 0.0', 'gives Infinity'],
    ['parameters.constructor', 'no such key: constructor'],
    ['parameters.version.constructor', 'no such key: constructor'],
    ['parameters.toString', 'no such key: toString'],
    ['parameters.list.length', 'no such key: length'],
    ['entity.__proto__', 'no such key: __proto__'],
    ['"x".constructor("return process")', 'constructor'],
    [`${'('.repeat(100)}1${')'.repeat(100)}`, 'exceeded maxDepth (64)'],
    [`"${'x'.repeat(5000)}"`, 'is longer than 4096 characters'],
  ])('refuses %s', (expression, problem) => {
    const error = failureOf(() => evaluate(expression, variables));
    expect(error.problem).toContain(problem);
  });

  it('does not know what is not known yet', () => {
    const error = failureOf(() =>
      evaluate('source.branch', { baseDomain: 'x' }),
    );
    expect(error.message).toBe(
      '${{ source.branch }}: unknown variable: source',
    );
  });
});

describe('evaluateDeep', () => {
  it.each<[string, JsonValue]>([
    ['${{ parameters.replicas }}', 3],
    ['  ${{ parameters.replicas }}', '  3'],
    ['${{ parameters.replicas }}${{ parameters.on }}', '3true'],
    ['https://${{ staging.host }}/', 'https://shop-x.example.com/'],
    ['${{ {"a": {"b": 1}} }}', { a: { b: 1 } }],
    ['${{ "}}" }}', '}}'],
    ['${{ "${{" }}', '${{'],
    ["${{ 'it\\'s }}' }}!", "it's }}!"],
    ['plain $ {{ x }}', 'plain $ {{ x }}'],
    ['', ''],
  ])('%s', (text, value) => {
    expect(evaluateDeep(text, variables)).toEqual(value);
  });

  it('leaves keys, other values and the structure alone', () => {
    const document = {
      '${{ staging.id }}': [1, null, true, { deep: '${{ parameters.on }}' }],
    };
    expect(evaluateDeep(document, variables)).toEqual({
      '${{ staging.id }}': [1, null, true, { deep: true }],
    });
  });

  it('never evaluates what an expression gave', () => {
    expect(evaluateDeep('${{ parameters.evil }}', variables)).toBe(
      '${{ staging.id }}',
    );
  });

  it('keeps hostile keys as plain keys', () => {
    const document = JSON.parse(
      '{"__proto__":{"polluted":"${{ staging.id }}"}}',
    );
    const result = evaluateDeep(document, variables);
    expect(JSON.stringify(result)).toBe('{"__proto__":{"polluted":"1"}}');
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    [
      { image: { tag: '${{ nobody }}' } },
      'image.tag',
      'unknown variable: nobody',
    ],
    [{ a: ['x', '${{ 1 +'] }, 'a[1]', '"${{" is never closed'],
    [{ labels: { 'a/b': '-${{ null }}' } }, 'labels["a/b"]', 'gives null'],
    [{ a: '-${{ [1] }}' }, 'a', 'gives a list, which cannot stand inside text'],
  ])('names path and problem in %j', (document, path, problem) => {
    const error = failureOf(() => evaluateDeep(document, variables));
    expect(error.path).toBe(path);
    expect(error.problem).toContain(problem);
    expect(error.message).toContain(`${path}: \${{ ${error.expression} }}`);
  });

  it('refuses a structure without end', () => {
    let document: JsonValue = '${{ staging.id }}';
    for (let level = 0; level < 200; level += 1) document = [document];
    const nested = document;
    expect(failureOf(() => evaluateDeep(nested, variables)).problem).toBe(
      'nested over 100 levels',
    );
  });
});

import { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { evaluate, evaluateDeep } from './expressions/evaluate';
import { ExpressionError } from './expressions/ExpressionError';
import { mergePatch } from './mergePatch';
import { partSecrets, joinSecrets } from './secretParameters';

const RUNS = { seed: 20261126, numRuns: 300 };

const variables = {
  parameters: { a: 1, list: [1, 2, 3], text: 'x' },
  baseDomain: 'example.com',
};

const anyKey = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'a', 'b'),
);
const anyJson = fc.letrec<{ value: JsonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string({ maxLength: 10 }),
    fc.array(tie('value'), { maxLength: 3 }),
    objectOf(tie('value')),
  ),
})).value;

function objectOf(value: fc.Arbitrary<JsonValue>) {
  return fc
    .array(fc.tuple(anyKey, value), { maxLength: 4 })
    .map(entries => Object.fromEntries(entries) as JsonObject);
}

const anyObject = objectOf(anyJson);

describe('expressions', () => {
  it.each([
    'parameters.constructor',
    'parameters.__proto__',
    'parameters["__proto__"]',
    'parameters.toString',
    'parameters.text.constructor',
    'parameters.list.map(x, x.constructor)',
    'process.env',
    'globalThis',
    'require("fs")',
  ])('reach nothing of the language below: %s', expression => {
    expect(() => evaluate(expression, variables)).toThrow(ExpressionError);
  });

  it('are cut off when their loops go on and on', () => {
    const ten = '[0,1,2,3,4,5,6,7,8,9]';
    const loops = [...'abcdefghi'].reduceRight(
      (inner, name) => `${ten}.map(${name}, ${inner})`,
      'a + b',
    );
    const since = performance.now();
    expect(() => evaluate(`size(${loops})`, variables)).toThrow(
      /took longer than|limit|exceeded/i,
    );
    expect(performance.now() - since).toBeLessThan(5_000);
  });

  it('are cut off when a pattern goes back and forth', () => {
    const text = 'a'.repeat(50);
    expect(() => evaluate(`"${text}!".matches("^(a+)+$")`, variables)).toThrow(
      /took longer than/,
    );
  });

  it('give no more than a document may hold', () => {
    const big = { parameters: { text: 'x'.repeat(1_000_000) } };
    expect(() =>
      evaluate('[1,2,3,4,5,6].map(n, parameters.text)', big),
    ).toThrow('gives more than 4 MB');
  });

  it('are never evaluated twice, whatever people give', () => {
    fc.assert(
      fc.property(anyObject, given => {
        const hostile = { ...given, evil: '${{ baseDomain }}' };
        const result = evaluateDeep(
          { all: '${{ parameters }}', text: 'v ${{ parameters.evil }}' },
          { parameters: hostile, baseDomain: 'example.com' },
        );
        expect(result).toMatchObject({ text: 'v ${{ baseDomain }}' });
      }),
      RUNS,
    );
  });

  it('end with a value or an ExpressionError, whatever stands in them', () => {
    const pieces = fc.constantFrom(
      'parameters',
      '.',
      'a',
      '[',
      ']',
      '(',
      ')',
      '"x"',
      '+',
      '{',
      '}',
      ':',
      ',',
      'map',
      'matches',
      '1',
      '-',
      '!',
      '?',
      'has',
      ' in ',
      '__proto__',
      '\\',
      "'",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), parts => {
        let failure: unknown;
        try {
          evaluate(parts.join(''), variables);
        } catch (error) {
          failure = error;
        }
        expect(
          failure === undefined || failure instanceof ExpressionError,
        ).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('a merge patch', () => {
  it('never reaches a prototype', () => {
    fc.assert(
      fc.property(anyObject, anyObject, (target, patch) => {
        const merged = mergePatch(target, patch);
        expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
        expect(({} as { a?: unknown }).a).toBeUndefined();
        expect(({} as { b?: unknown }).b).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('changes nothing the second time, and neither of what it was given', () => {
    fc.assert(
      fc.property(anyObject, anyObject, (target, patch) => {
        const before = JSON.stringify([target, patch]);
        const once = mergePatch(target, patch);
        expect(JSON.stringify(mergePatch(once, patch))).toBe(
          JSON.stringify(once),
        );
        expect(JSON.stringify([target, patch])).toBe(before);
      }),
      RUNS,
    );
  });
});

it('parameters and secrets come together as they were before they were parted', () => {
  const paths = ['password', 'db.token', 'db.deep.key'];
  const secret = fc.string({ minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      fc.record(
        {
          password: secret,
          size: fc.integer(),
          db: fc.record({
            token: secret,
            deep: fc.record({ key: secret, other: fc.boolean() }),
          }),
        },
        { requiredKeys: [] },
      ),
      parameters => {
        const parted = partSecrets(parameters, paths);
        expect(joinSecrets(parted.parameters, parted.secrets)).toEqual(
          parameters,
        );
        const text = JSON.stringify(
          partSecrets(parted.parameters, paths).secrets,
        );
        expect(text).toBe('{}');
      },
    ),
    RUNS,
  );
});

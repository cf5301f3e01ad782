import { checkExpressions } from './checkExpressions';

describe('checkExpressions', () => {
  it('accepts what can be evaluated later', () => {
    expect(
      checkExpressions({
        tag: '${{ parameters.anything.below }}',
        host: '${{ staging.name }}.${{ baseDomain }}',
        kind: '${{ entity.spec.type == "service" }}',
      }),
    ).toEqual([]);
  });

  it('names every expression that cannot be', () => {
    const errors = checkExpressions({
      a: '${{ paramters.version }}',
      b: ['${{ staging.hots }}'],
      c: '${{ 1 + }}',
      d: '${{ open',
      e: '${{ baseDomain + 1 }}',
    });
    expect(errors.map(error => `${error.path}: ${error.problem}`)).toEqual([
      'a: unknown variable: paramters',
      'b[0]: no such key: hots',
      'c: unexpected token: EOF',
      'd: "${{" is never closed; end the expression with "}}"',
      'e: no such overload: string + int',
    ]);
  });
});

import { ResponseError } from '@backstage/errors';
import { isForbidden, isNotFound, problemAt, toRefusal } from './refusal';

async function answer(status: number, message: string) {
  const body = {
    error: { name: 'InputError', message },
    request: { method: 'POST', url: '/v1/stagings' },
    response: { statusCode: status },
  };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}

describe('toRefusal', () => {
  it('tells which inputs are wrong, a line each', async () => {
    const refusal = toRefusal(
      await answer(
        400,
        'parameters.version: must match pattern\nparameters.mail.port: is required',
      ),
    );
    expect(refusal).toMatchObject({
      status: 400,
      problems: [
        { field: 'parameters.version', message: 'must match pattern' },
        { field: 'parameters.mail.port', message: 'is required' },
      ],
    });
    expect(refusal.general).toBeUndefined();
  });

  it('keeps apart what is about no input', async () => {
    const refusal = toRefusal(
      await answer(429, 'There are 10 stagings of shop already: archive one'),
    );
    expect(refusal).toEqual({
      message: 'There are 10 stagings of shop already: archive one',
      general: 'There are 10 stagings of shop already: archive one',
      problems: [],
      status: 429,
    });
  });

  it('tells of a server that does not answer', () => {
    expect(toRefusal(new TypeError('Failed to fetch'))).toEqual({
      message: 'Failed to fetch',
      general: 'Failed to fetch',
      problems: [],
    });
  });
});

describe('problemAt', () => {
  it('finds what is said about an input and below it', async () => {
    const refusal = toRefusal(
      await answer(400, 'name: is taken\noverrides.web: is not a value'),
    );
    expect(problemAt(refusal, 'name')).toBe('is taken');
    expect(problemAt(refusal, 'overrides')).toBe('is not a value');
    expect(problemAt(refusal, 'branch')).toBeUndefined();
  });
});

describe('isNotFound', () => {
  it('is about the status alone', async () => {
    expect(isNotFound(await answer(404, 'no such staging'))).toBe(true);
    expect(isNotFound(await answer(403, 'no'))).toBe(false);
    expect(isNotFound(new Error('404'))).toBe(false);
  });
});

describe('isForbidden', () => {
  it('is about the status alone', async () => {
    expect(isForbidden(await answer(403, 'no'))).toBe(true);
    expect(isForbidden(await answer(404, 'no'))).toBe(false);
    expect(isForbidden(new Error('403'))).toBe(false);
  });
});

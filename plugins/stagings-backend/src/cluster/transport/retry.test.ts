import { retryDelay } from './retry';

it.each([
  ['GET', 429, 2, 1, 0, 2_000],
  ['GET', 429, undefined, 1, 0, 1_000],
  ['GET', 503, 1, 1, 0, 1_000],
  ['PATCH', 500, undefined, 1, 0, undefined],
  ['POST', 429, 1, 1, 0, 1_000],
  ['POST', 504, 1, 1, 0, undefined],
  ['GET', 404, 1, 1, 0, undefined],
  ['GET', 429, 1, 10, 0, undefined],
  ['GET', 429, 3600, 1, 0, undefined],
  ['GET', 429, 10, 3, 25_000, undefined],
])(
  '%s answered with %i, Retry-After %s, after %i tries and %i ms: %s',
  (method, status, retryAfterSeconds, tries, waited, delay) => {
    expect(
      retryDelay(method, { status, retryAfterSeconds }, tries, waited),
    ).toBe(delay);
  },
);

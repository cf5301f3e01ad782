import { InputError } from '@backstage/errors';
import { RequestHandler } from 'express';

/** Deeper than any values of a chart; what walks them may walk on the stack. */
const MAX_DEPTH = 50;

/** What PostgreSQL cannot store as text, and what is half of a character. */
const UNSOUND =
  /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Refuses what no part of the API can mean, whatever the route: documents without end in depth, a field that is the
 * prototype of all others, and characters that are none.
 */
export const requireSound: RequestHandler = (req, _res, next) => {
  const problem =
    problemOf(req.body, '', 0) ??
    (/%00/.test(req.originalUrl) ? 'the address holds a NUL' : undefined);
  next(problem === undefined ? undefined : new InputError(problem));
};

function problemOf(
  value: unknown,
  path: string,
  depth: number,
): string | undefined {
  const here = path === '' ? 'the body' : path;
  if (typeof value === 'string') {
    return UNSOUND.test(value)
      ? `${here}: holds a NUL or half of a character`
      : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= MAX_DEPTH) {
    return `${topOf(path)}: is nested deeper than ${MAX_DEPTH} levels`;
  }
  for (const [field, item] of Object.entries(value)) {
    if (field === '__proto__' || UNSOUND.test(field)) {
      return `${here}: cannot have a field ${JSON.stringify(field)}`;
    }
    const at = path === '' ? field : `${path}.${field}`;
    const problem = problemOf(item, at, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function topOf(path: string): string {
  return path.split('.', 1)[0] || 'the body';
}

import { resolve } from 'node:path';
import { z } from 'zod';
import {
  splitExpressions,
  UnclosedExpressionError,
} from '../template/expressions/splitExpressions';
import {
  BRANCH_EXPRESSIONS,
  urlExpressions,
} from '../template/sources/sourceUrl';
import { text } from './fields';
import { FileSource } from './types';

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Whether a text of the configuration is an address rather than a path. */
export function isAddress(value: string): boolean {
  return SCHEME.test(value);
}

/** A path from the working directory of the backend, as the catalog's file locations are, or an address. */
export function fileSource(fix: string) {
  return text(fix).transform((value, context): FileSource => {
    if (!isAddress(value)) return { from: 'disk', path: resolve(value) };
    const problem = urlProblem(value);
    if (problem === undefined) {
      return { from: 'url', url: value.replace(/\/+$/, '') };
    }
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });
}

/** What is wrong with an address that files are to be read from. */
export function urlProblem(value: string): string | undefined {
  const unfit = badExpression(value);
  if (unfit !== undefined) return unfit;
  return addressProblem(withoutExpressions(value), {
    example: 'https://github.com/acme/deploy/tree/main/shop',
    credentials: 'integrations: of the configuration',
  });
}

/**
 * What is wrong with an address.
 * @param fix - how one looks, and where its credentials belong
 */
export function addressProblem(
  value: string,
  fix: { example: string; credentials: string },
): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return `must be an address with https, for example ${fix.example}`;
  }
  return url.username || url.password
    ? `must not hold a password; give the credentials in ${fix.credentials}`
    : undefined;
}

function badExpression(value: string): string | undefined {
  try {
    const unknown = urlExpressions(value).find(
      expression => !BRANCH_EXPRESSIONS.includes(expression),
    );
    return unknown === undefined
      ? undefined
      : `\${{ ${unknown} }} cannot stand in an address; known there are ${BRANCH_EXPRESSIONS.join(
          ' and ',
        )}`;
  } catch (error) {
    if (!(error instanceof UnclosedExpressionError)) throw error;
    return error.message;
  }
}

function withoutExpressions(value: string): string {
  return splitExpressions(value)
    .map(part => (part.type === 'text' ? part.text : 'x'))
    .join('');
}

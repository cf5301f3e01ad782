import { isError, ResponseError } from '@backstage/errors';
import { ReachedLimit } from 'backstage-plugin-stagings-common';

/** What is wrong with one input. */
export interface FieldProblem {
  /** Dotted path of the input in the request, for example `parameters.version`. */
  field: string;
  message: string;
}

/** Why a request did not succeed, in words for the person who made it. */
export interface Refusal {
  /** All that the server said. */
  message: string;
  /** The part of it that is about inputs. */
  problems: FieldProblem[];
  /** The rest of it; absent where all is about inputs. */
  general?: string;
  /** HTTP status; absent when no answer came. */
  status?: number;
  /** The limit that is reached, where it is one. */
  limit?: ReachedLimit;
}

/** The server names an input at the start of the line that is about it. */
const PROBLEM =
  /^((?:branch|commit|name|template|parameters|overrides)(?:\.[^:]+)?): (.+)$/;

/** Reads the server's own words, and the inputs that they are about, out of a failed request. */
export function toRefusal(error: unknown): Refusal {
  const answered = ResponseError.is(error);
  const message = wordsOf(error);
  const lines = answered ? message.split('\n') : [message];
  const general = lines.filter(line => !PROBLEM.test(line)).join('\n');
  return {
    message,
    problems: answered ? lines.flatMap(problemIn) : [],
    ...(general && { general }),
    ...(answered && { status: error.statusCode, ...limitIn(error) }),
  };
}

/** What a refusal at a limit says besides words. */
function limitIn({ body }: ResponseError): Pick<Refusal, 'limit'> {
  const { limit } = body.error as { limit?: ReachedLimit };
  return limit ? { limit } : {};
}

/** What the server said about an input or the inputs below it. */
export function problemAt(
  refusal: Refusal | undefined,
  field: string,
): string | undefined {
  const about = refusal?.problems.filter(
    problem => problem.field === field || problem.field.startsWith(`${field}.`),
  );
  return about?.map(({ message }) => message).join('; ') || undefined;
}

/** Whether the staging is not there, or not for this person to see. */
export function isNotFound(error: unknown): boolean {
  return ResponseError.is(error) && error.statusCode === 404;
}

/** Whether this person may not do that. */
export function isForbidden(error: unknown): boolean {
  return ResponseError.is(error) && error.statusCode === 403;
}

function wordsOf(error: unknown): string {
  if (ResponseError.is(error)) return error.cause.message || error.message;
  return isError(error) ? error.message : String(error);
}

function problemIn(line: string): FieldProblem[] {
  const [, field, message] = PROBLEM.exec(line) ?? [];
  return field && message ? [{ field, message }] : [];
}

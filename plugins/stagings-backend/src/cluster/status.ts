import { JsonObject, JsonValue } from '@backstage/types';
import { ApiCall, ApiError, ApiErrorCause } from './errors';
import { cleanCause, cleanForeignText, cleanMessage } from './statusText';

/** An answer with a status of 400 and more. */
export interface RefusedAnswer {
  status: number;
  body: string;
  /** The `Retry-After` header in seconds. */
  retryAfterSeconds?: number;
  recovering: boolean;
}

/** Reads the error out of an answer: a Kubernetes `Status`, or whatever text a proxy sent. */
export function apiErrorOf(call: ApiCall, answer: RefusedAnswer): ApiError {
  const status = parseStatus(answer.body);
  const details = objectOf(status?.details);
  const causes = causesOf(details);
  return new ApiError({
    ...call,
    status: answer.status,
    reason: textOf(status?.reason) ?? '',
    message: status
      ? cleanMessage(textOf(status.message) ?? '', answer.status, causes)
      : cleanForeignText(answer.body, answer.status),
    causes,
    retryAfterSeconds:
      answer.retryAfterSeconds ?? numberOf(details?.retryAfterSeconds),
    about: details && {
      kind: textOf(details.kind),
      name: textOf(details.name),
    },
    recovering: answer.recovering,
  });
}

/** Reads the error out of the `Status` object of a watch's ERROR event. */
export function apiErrorOfStatus(
  call: ApiCall,
  status: object,
  recovering: boolean,
): ApiError {
  const code = 'code' in status ? status.code : undefined;
  return apiErrorOf(call, {
    status: typeof code === 'number' ? code : 500,
    body: JSON.stringify(status),
    recovering,
  });
}

function parseStatus(body: string): JsonObject | undefined {
  try {
    const parsed = objectOf(JSON.parse(body));
    return parsed?.kind === 'Status' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function causesOf(details: JsonObject | undefined): ApiErrorCause[] {
  const causes = details?.causes;
  if (!Array.isArray(causes)) {
    return [];
  }
  return causes.map(entry => {
    const cause = objectOf(entry);
    return {
      reason: textOf(cause?.reason) ?? '',
      message: cleanCause(textOf(cause?.message) ?? ''),
      field: textOf(cause?.field) ?? '',
    };
  });
}

function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : undefined;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

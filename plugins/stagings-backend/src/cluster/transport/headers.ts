import { IncomingMessage } from 'node:http';

/** The texts of `Warning: 299 - "text"` headers. */
export function warningsOf(answer: IncomingMessage): string[] {
  const values = answer.headersDistinct.warning ?? [];
  return values.flatMap(value =>
    [...value.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
      text.replace(/\\(.)/g, '$1'),
    ),
  );
}

/** The `Retry-After` header in seconds; the form with a date is not used by Kubernetes. */
export function retryAfterOf(answer: IncomingMessage): number | undefined {
  const seconds = Number(answer.headers['retry-after'] ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** The `Date` header: the server's clock, in milliseconds since the epoch. */
export function dateOf(answer: IncomingMessage): number | undefined {
  const time = Date.parse(answer.headers.date ?? '');
  return Number.isNaN(time) ? undefined : time;
}

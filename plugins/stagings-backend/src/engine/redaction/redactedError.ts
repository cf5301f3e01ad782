/** An error as it may be logged: the same words and stack, without secrets. */
export function redactedError(
  error: unknown,
  redactor: { redacted(text: string): string },
): Error {
  if (!(error instanceof Error)) {
    return new Error(redactor.redacted(String(error)));
  }
  const redacted = new Error(
    redactor.redacted(error.message),
    error.cause === undefined
      ? {}
      : { cause: redactedError(error.cause, redactor) },
  );
  redacted.name = error.name;
  redacted.stack = redactor.redacted(error.stack ?? '');
  return redacted;
}

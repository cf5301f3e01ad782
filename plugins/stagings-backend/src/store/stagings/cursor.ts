import { InputError } from '@backstage/errors';

/** The last row of a page; the next page starts after it. */
export interface PagePosition {
  createdAt: number;
  id: string;
}

export function encodeCursor(position: PagePosition): string {
  return Buffer.from(
    JSON.stringify([position.createdAt, position.id]),
  ).toString('base64url');
}

/** @throws InputError when the text did not come from `encodeCursor` */
export function decodeCursor(cursor: string): PagePosition {
  const [createdAt, id] = parse(cursor);
  if (!Number.isSafeInteger(createdAt) || typeof id !== 'string') {
    throw invalid();
  }
  return { createdAt: Number(createdAt), id };
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    throw invalid(error);
  }
}

function invalid(cause?: unknown): InputError {
  return new InputError(
    'cursor is not one that an earlier page returned; leave it out to start again',
    cause,
  );
}

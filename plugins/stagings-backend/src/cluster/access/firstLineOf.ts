import { isError } from '@backstage/errors';

/** What went wrong, without the stacks and links that clouds and programs add to their messages. */
export function firstLineOf(error: unknown): string {
  const text = isError(error) ? error.message : String(error);
  const [line = ''] = text.trim().split('\n');
  return line;
}

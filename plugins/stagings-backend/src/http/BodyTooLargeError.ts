import { CustomErrorBase } from '@backstage/errors';

/** A request is larger than any that means something: 413 over HTTP. */
export class BodyTooLargeError extends CustomErrorBase {
  readonly name = 'BodyTooLargeError';
  readonly statusCode = 413;
}

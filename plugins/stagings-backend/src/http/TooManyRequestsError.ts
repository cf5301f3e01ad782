import { CustomErrorBase } from '@backstage/errors';

/** A caller asks for more than its share: 429 over HTTP. */
export class TooManyRequestsError extends CustomErrorBase {
  readonly name = 'TooManyRequestsError';
  readonly statusCode = 429;
}

import { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AccessControl } from './access/AccessControl';
import { TooManyRequestsError } from './TooManyRequestsError';

const MINUTE = 60_000;

/**
 * Keeps one caller from taking the backend away from the others. Each replica counts for itself; the answer
 * says in `Retry-After` when to come again.
 */
export function limitRates(
  access: Pick<AccessControl, 'authenticate'>,
  requestsPerMinute: number,
): RequestHandler {
  return rateLimit({
    windowMs: MINUTE,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: async req => (await access.authenticate(req)).actor,
    handler: (_req, _res, next) =>
      next(
        new TooManyRequestsError(
          `These are more than ${requestsPerMinute} requests in a minute; wait for a moment`,
        ),
      ),
  });
}

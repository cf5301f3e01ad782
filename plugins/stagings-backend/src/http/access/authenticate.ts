import { AuthService, HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { CallerConfig } from '../../config/types';
import { Caller } from '../../service/caller';
import { refusing } from './refusals';

/** A request of any route. */
export type AnyRequest = Parameters<HttpAuthService['credentials']>[0];

/**
 * The grant of a service: the entry with exactly its subject, else the longest prefix that ends in `*`.
 */
export function findGrant(
  callers: CallerConfig[],
  subject: string,
): CallerConfig | undefined {
  const exact = callers.find(caller => caller.subject === subject);
  if (exact) return exact;
  return callers
    .filter(
      caller =>
        caller.subject.endsWith('*') &&
        subject.startsWith(caller.subject.slice(0, -1)),
    )
    .sort((a, b) => b.subject.length - a.subject.length)[0];
}

/**
 * Who sends the request.
 * @throws AuthenticationError without valid credentials
 * @throws NotAllowedError for a service that the configuration does not list: the portal's permission policy
 * is never asked about services, so an unlisted one gets nothing
 */
export async function authenticate(
  services: { auth: AuthService; httpAuth: HttpAuthService },
  callers: CallerConfig[],
  req: AnyRequest,
): Promise<Caller> {
  const credentials = await services.httpAuth.credentials(req, {
    allow: ['user', 'service'],
  });
  if (services.auth.isPrincipal(credentials, 'user')) {
    return {
      type: 'user',
      actor: credentials.principal.userEntityRef,
      via: credentials.principal.actor?.subject,
      credentials,
    };
  }
  if (!services.auth.isPrincipal(credentials, 'service')) {
    throw new NotAllowedError('Only users and services may call');
  }
  const { subject } = credentials.principal;
  const grant = findGrant(callers, subject);
  if (!grant) {
    throw refusing(
      new NotAllowedError(
        `The service '${subject}' is not listed in stagings.callers`,
      ),
      { refusal: 'unlisted-service' },
    );
  }
  return { type: 'service', actor: subject, credentials, grant };
}

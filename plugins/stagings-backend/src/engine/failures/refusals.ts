import { Hint } from 'backstage-plugin-stagings-common';
import {
  isImmutableFieldError,
  RefusalKind,
  refusalKindOf,
} from '../../cluster/classify';
import { ApiError } from '../../cluster/errors';
import { grantFor, missingRight } from './missingRight';

/** Why a cluster refuses a request for good, and who can do what about it. */
export interface Refusal {
  reason: string;
  hint: Hint;
}

const IMMUTABLE_FIELD: Refusal = {
  reason: 'ImmutableField',
  hint: {
    text: 'This change needs a new object: delete the staging and create it again, or revert the change.',
    audience: 'engineer',
  },
};

const FORBIDDEN: Readonly<
  Record<Exclude<RefusalKind, 'namespaceTerminating'>, Refusal>
> = {
  quota: {
    reason: 'QuotaExceeded',
    hint: {
      text: 'Raise the quota of the namespace, or let the template ask for less.',
      audience: 'platform',
    },
  },
  limitRange: {
    reason: 'LimitExceeded',
    hint: {
      text: 'Let the template ask for what the LimitRange of the namespace allows.',
      audience: 'platform',
    },
  },
  podSecurity: {
    reason: 'PodSecurityViolated',
    hint: {
      text: 'Change the securityContext in the template to what the namespace allows.',
      audience: 'platform',
    },
  },
  rbac: {
    reason: 'Rbac',
    hint: {
      text: "Grant the right to the portal's service account in the cluster.",
      audience: 'platform',
    },
  },
  escalation: {
    reason: 'RbacEscalation',
    hint: {
      text: "Leave the role out of the template, or grant its rights to the portal's service account too.",
      audience: 'platform',
    },
  },
  other: {
    reason: 'Forbidden',
    hint: {
      text: 'See which rule of the cluster denies it; change the rule or the template.',
      audience: 'platform',
    },
  },
};

const NODE_PORT_TAKEN: Refusal = {
  reason: 'NodePortTaken',
  hint: {
    text: 'Another Service of the cluster has this port of the nodes: leave nodePort out of the template, so that the cluster chooses one.',
    audience: 'platform',
  },
};

const UNAUTHORIZED: Refusal = {
  reason: 'Unauthorized',
  hint: {
    text: "Renew the credentials of the portal's service account for the cluster.",
    audience: 'platform',
  },
};

const REFUSED: Refusal = {
  reason: 'ObjectRefused',
  hint: { text: 'Correct the template or the inputs.', audience: 'engineer' },
};

/** What a refusal is about. The error must not be one that passes by itself. */
export function refusalOf(error: ApiError): Refusal {
  if (isImmutableFieldError(error)) return IMMUTABLE_FIELD;
  if (error.status === 401) return UNAUTHORIZED;
  if (isNodePortTaken(error)) return NODE_PORT_TAKEN;
  const kind = refusalKindOf(error);
  if (kind === undefined || kind === 'namespaceTerminating') return REFUSED;
  const refusal = FORBIDDEN[kind];
  const right = kind === 'rbac' ? missingRight(error.message) : undefined;
  return right
    ? { ...refusal, hint: { ...refusal.hint, text: grantFor(right) } }
    : refusal;
}

/** There is no machine word for it. */
function isNodePortTaken({ causes, message }: ApiError): boolean {
  return [message, ...causes.map(cause => cause.message)].some(text =>
    /provided port is already allocated/i.test(text),
  );
}

import { isError } from '@backstage/errors';
import { ClusterUnreachableError } from '../errors';

/** What the codes of sockets and TLS mean, for people who run the portal. */
const WORDS: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused: is its API server running?',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'its host name does not resolve',
  EAI_AGAIN: 'its host name cannot be resolved at the moment',
  EHOSTUNREACH: 'there is no route to its host',
  ENETUNREACH: 'there is no route to its network',
  ETIMEDOUT: 'the connection timed out',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another host name: check the url of the cluster',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: check the clocks',
  EPROTO: 'it does not speak TLS as expected: check http or https in its url',
};

/** Codes that say that the certificate authority is not the one in the configuration. */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
]);

/** Puts a failure of the connection in words that name the cluster and the cause. */
export function unreachable(
  cluster: string,
  error: unknown,
): ClusterUnreachableError {
  if (error instanceof ClusterUnreachableError) {
    return error;
  }
  const code = codeOf(error);
  const words = UNTRUSTED.has(code)
    ? 'its certificate is not trusted: check caData or caFile of the cluster'
    : WORDS[code] ?? (isError(error) ? error.message : String(error));
  return new ClusterUnreachableError(cluster, code, words, { cause: error });
}

/** A time limit of ours that ran out. */
export function timedOut(
  cluster: string,
  doing: string,
  milliseconds: number,
): ClusterUnreachableError {
  return new ClusterUnreachableError(
    cluster,
    'ETIMEDOUT',
    `${doing} took longer than ${milliseconds / 1000} s`,
  );
}

/** Whether a failure says that the certificate authority is not the one in the configuration. */
export function isUntrusted(error: unknown): boolean {
  return error instanceof ClusterUnreachableError && UNTRUSTED.has(error.code);
}

function codeOf(error: unknown): string {
  return isError(error) && typeof error.code === 'string'
    ? error.code
    : 'UNKNOWN';
}

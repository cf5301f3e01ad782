import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterCredential } from '../types';

/** A user of a kubeconfig file: that of a context, the current one by default. */
export interface KubeConfigUser {
  /** Absolute. */
  path: string;
  context?: string;
}

/** Answers what signs requests now; it keeps tokens that programs and identity providers gave it. */
export type SignIn = () => Promise<ClusterCredential>;

/** @throws Error where the file cannot be read, or does not have the user */
export type OpenKubeConfig = (user: KubeConfigUser) => Promise<SignIn>;

/**
 * Reads the credentials of a kubeconfig: tokens, certificates, programs (`exec`) and OpenID Connect. The library is
 * an ES module and large, so it is loaded only where a cluster needs it.
 */
export const openKubeConfig: OpenKubeConfig = async user => {
  const client = await import('@kubernetes/client-node');
  const config = new client.KubeConfig();
  config.loadFromFile(user.path);
  if (user.context !== undefined) config.setCurrentContext(user.context);
  requireUser(config, user);
  return async () => {
    const options: RequestOptions = { headers: {} };
    await config.applyToHTTPSOptions(options);
    return credentialOf(options);
  };
};

function requireUser(config: KubeConfig, { context }: KubeConfigUser): void {
  const found = config.getCurrentUser();
  if (!found) {
    throw new Error(
      context === undefined
        ? 'it has no current context with a user'
        : `it has no context ${context} with a user`,
    );
  }
  if (found.impersonateUser) {
    throw new Error(
      `its user ${found.name} acts as ${found.impersonateUser}, which is not supported`,
    );
  }
}

function credentialOf(options: RequestOptions): ClusterCredential {
  const { headers = {}, cert, key } = options;
  const authorization = Object.entries(headers).find(
    ([name]) => name.toLocaleLowerCase('en-US') === 'authorization',
  )?.[1];
  const token = /^Bearer (.+)$/.exec(String(authorization ?? ''))?.[1];
  return {
    ...(token !== undefined && { token }),
    ...(cert &&
      key && {
        clientCertificate: { certificate: String(cert), key: String(key) },
      }),
  };
}

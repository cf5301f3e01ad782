import { stat } from 'node:fs/promises';
import { ClusterConfigError, ClusterUnreachableError } from '../errors';
import { Credentials, keptFor } from './credentials';
import { firstLineOf } from './firstLineOf';
import { KubeConfigUser, OpenKubeConfig, SignIn } from './kubernetesClient';

/** Milliseconds for which a credential is used before the kubeconfig is asked again; it may name files that rotate. */
const LIFETIME = 60_000;

/** Signs in as a user of a kubeconfig file, which is read again when it was changed. */
export function kubeConfigCredentials(
  cluster: string,
  user: KubeConfigUser,
  open: OpenKubeConfig,
  now: () => number = Date.now,
): Credentials {
  let opened: { signIn: SignIn; changedAt: number } | undefined;

  const read = async (): Promise<SignIn> => {
    try {
      const { mtimeMs: changedAt } = await stat(user.path);
      if (opened?.changedAt !== changedAt) {
        opened = { signIn: await open(user), changedAt };
      }
      return opened.signIn;
    } catch (error) {
      throw new ClusterConfigError(
        cluster,
        `its kubeconfig ${user.path} cannot be used: ${firstLineOf(error)}`,
      );
    }
  };

  const ask = async () => {
    const signIn = await read();
    const credential = await signIn().catch(error => {
      throw new ClusterUnreachableError(
        cluster,
        'NO_CREDENTIAL',
        `the user of the kubeconfig ${
          user.path
        } cannot be signed in: ${firstLineOf(error)}`,
        { cause: error },
      );
    });
    if (!credential.token && !credential.clientCertificate) {
      throw new ClusterConfigError(
        cluster,
        `the user of its kubeconfig ${user.path} has neither a token nor a certificate`,
      );
    }
    return credential;
  };

  const forget = () => {
    opened = undefined;
  };
  return keptFor(LIFETIME, ask, forget, now);
}

import { readFile } from 'node:fs/promises';
import { ClusterConfigError } from '../errors';
import { ClusterConnection, ClusterCredential } from '../types';

/** The part of a connection that signs requests. */
export type Credentials = Pick<ClusterConnection, 'credential' | 'renew'>;

/** Milliseconds for which a token that was read from a file is used; Kubernetes rotates them well before they expire. */
const FILE_LIFETIME = 60_000;

export function anonymous(): Credentials {
  return { credential: async () => ({}), renew: () => {} };
}

export function fixedToken(token: string): Credentials {
  return { credential: async () => ({ token }), renew: () => {} };
}

/**
 * Keeps what `ask` answers for so many milliseconds, also while it is still being asked for. What fails is asked
 * anew.
 *
 * @param forget - lets go of what `ask` itself may have kept
 */
export function keptFor(
  lifetime: number,
  ask: () => Promise<ClusterCredential>,
  forget: () => void,
  now: () => number,
): Credentials {
  let kept: { answer: Promise<ClusterCredential>; until: number } | undefined;
  const renew = () => {
    kept = undefined;
    forget();
  };
  return {
    async credential() {
      if (!kept || kept.until <= now()) {
        kept = { answer: ask(), until: now() + lifetime };
      }
      const { answer } = kept;
      try {
        return await answer;
      } catch (error) {
        if (kept?.answer === answer) renew();
        throw error;
      }
    },
    renew,
  };
}

/**
 * Reads a token from a file, again after a minute and at once when the cluster refused it. While the file is
 * being replaced, the token of before goes on.
 */
export function tokenFile(
  cluster: string,
  path: string,
  now: () => number = Date.now,
): Credentials {
  let kept: { token: string; until: number } | undefined;
  return {
    async credential(): Promise<ClusterCredential> {
      if (!kept || kept.until <= now()) {
        const before = kept;
        const token = await readToken(cluster, path).catch(error => {
          if (before) return before.token;
          throw error;
        });
        kept = { token, until: now() + FILE_LIFETIME };
      }
      return { token: kept.token };
    },
    renew() {
      kept = undefined;
    },
  };
}

async function readToken(cluster: string, path: string): Promise<string> {
  const token = await readFile(path, 'utf8').catch(error => {
    throw new ClusterConfigError(
      cluster,
      `its token file ${path} cannot be read: ${error.message}`,
    );
  });
  if (token.trim() === '') {
    throw new ClusterConfigError(cluster, `its token file ${path} is empty`);
  }
  return token.trim();
}

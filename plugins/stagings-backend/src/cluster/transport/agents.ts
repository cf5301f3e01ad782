import { isError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { ClusterConfigError } from '../errors';
import { ClusterConnection } from '../types';

/** The connections to one cluster. */
export interface Agents {
  /** For calls that end by themselves. */
  calls: http.Agent;
  /** For watches and followed logs, which each hold a connection for long. */
  streams: http.Agent;
}

const MAX_CALL_SOCKETS = 32;
/** Milliseconds between the probes by which the system notices that the other end of an idle connection is gone. */
const KEEP_ALIVE_PROBE = 30_000;

/**
 * Opens the pools of connections to a cluster.
 * @throws ClusterConfigError when the file with the certificate authority cannot be read
 */
export async function openAgents(
  connection: ClusterConnection,
): Promise<Agents> {
  const pool = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_PROBE };
  const calls = { ...pool, maxSockets: MAX_CALL_SOCKETS };
  if (new URL(connection.url).protocol === 'http:') {
    return { calls: new http.Agent(calls), streams: new http.Agent(pool) };
  }
  const tls = {
    ca: await certificateAuthority(connection),
    rejectUnauthorized: !connection.skipTLSVerify,
  };
  return {
    calls: new https.Agent({ ...calls, ...tls }),
    streams: new https.Agent({ ...pool, ...tls }),
  };
}

export function closeAgents(agents: Agents): void {
  agents.calls.destroy();
  agents.streams.destroy();
}

async function certificateAuthority(
  connection: ClusterConnection,
): Promise<Buffer | undefined> {
  if (connection.caData !== undefined) {
    return Buffer.from(connection.caData, 'base64');
  }
  if (connection.caFile === undefined) {
    return undefined;
  }
  try {
    return await readFile(connection.caFile);
  } catch (error) {
    throw new ClusterConfigError(
      connection.name,
      `its caFile ${connection.caFile} cannot be read: ${
        isError(error) ? error.message : error
      }`,
    );
  }
}

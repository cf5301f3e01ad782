import { isError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { ClusterConfigError } from '../errors';
import { ClientCertificate, ClusterConnection } from '../types';

/** The connections to one cluster. */
export interface Agents {
  /** For calls that end by themselves. */
  calls: http.Agent;
  /** For watches and followed logs, which each hold a connection for long. */
  streams: http.Agent;
}

/** Milliseconds between the probes by which the system notices that the other end of an idle connection is gone. */
const KEEP_ALIVE_PROBE = 30_000;

/** What a connection is made with: other than a token, it cannot be changed while the connection lasts. */
export interface Identity {
  /** Certificate authorities in PEM; the system's own when missing. */
  ca?: Buffer;
  client?: ClientCertificate;
}

/** How many connections there are is not bounded here: no more calls are under way than the transport lets through. */
export function openAgents(
  { url, skipTLSVerify }: ClusterConnection,
  { ca, client }: Identity,
): Agents {
  const pool = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_PROBE };
  if (new URL(url).protocol === 'http:') {
    return { calls: new http.Agent(pool), streams: new http.Agent(pool) };
  }
  const secured = {
    ...pool,
    ca,
    cert: client?.certificate,
    key: client?.key,
    rejectUnauthorized: !skipTLSVerify,
  };
  return {
    calls: new https.Agent(secured),
    streams: new https.Agent(secured),
  };
}

export function closeAgents(agents: Agents): void {
  agents.calls.destroy();
  agents.streams.destroy();
}

/** Lets what is under way end, and keeps no connection open after it. */
export function retireAgents({ calls, streams }: Agents): void {
  for (const agent of [calls, streams]) {
    agent.maxFreeSockets = 0;
    Object.values(agent.freeSockets)
      .flatMap(sockets => sockets ?? [])
      .forEach(socket => socket.destroy());
  }
}

/** @throws ClusterConfigError when the file with the certificate authority cannot be read */
export async function readCertificateAuthority(
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

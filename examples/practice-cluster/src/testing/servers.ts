import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { startPracticeCluster } from '../startPracticeCluster';
import { Access } from './apiClient';

/** An API server that tests can have for a while. */
export type Server = {
  name: string;
  open(): Promise<Access & { close(): Promise<void> }>;
};

/** A practice cluster of one's own, ten times as fast as real time. */
export const practice: Server = {
  name: 'the practice cluster',
  open: () => startPracticeCluster({ port: 0, doorPort: 0, speed: 10 }),
};

/** The cluster that KUBECONFIG names. */
function real(path: string): Server {
  const config = parse(readFileSync(path, 'utf8'));
  const { server, 'certificate-authority-data': ca } =
    config.clusters[0].cluster;
  const access: Access = {
    url: server,
    token: config.users[0].user.token,
    ca: Buffer.from(ca, 'base64').toString(),
  };
  return {
    name: 'the real API server',
    open: async () => ({ ...access, close: async () => {} }),
  };
}

/** The practice cluster and, when KUBECONFIG is set, a real one to compare it with. */
export const servers: Server[] = [
  practice,
  ...(process.env.KUBECONFIG ? [real(process.env.KUBECONFIG)] : []),
];

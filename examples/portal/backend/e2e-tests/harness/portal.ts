import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { TestCluster } from './cluster';
import { portalConfig, SuiteConfig } from './portalConfig';
import { TestRegistry } from './registry';

const backendFolder = resolve(__dirname, '../..');
const START_LIMIT_MS = 120_000;

export interface PortalOptions {
  /** The `backend.database` section; files of the portal's own by default. */
  database?: Record<string, unknown>;
  /** Makes another configuration of the suite's. */
  adapt?: (config: SuiteConfig) => object;
  /** Variables for the process, besides the suite's. */
  environment?: Record<string, string>;
}

/** A portal's backend as a process of its own, with its own database; it can be killed and started again. */
export class Portal {
  readonly url: string;
  private readonly folder: string;
  private readonly configFile: string;
  private process: ChildProcess | undefined;

  private constructor(
    folder: string,
    port: number,
    cluster: TestCluster,
    registry: TestRegistry,
    { database, adapt = config => config }: PortalOptions,
  ) {
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    this.configFile = join(folder, 'app-config.yaml');
    writeFileSync(
      this.configFile,
      stringify(
        adapt(portalConfig({ folder, port, cluster, registry, database })),
      ),
    );
  }

  static async start(
    cluster: TestCluster,
    registry: TestRegistry,
    options: PortalOptions = {},
  ): Promise<Portal> {
    const folder = mkdtempSync(join(tmpdir(), 'stagings-e2e-'));
    mkdirSync(join(folder, 'database'));
    const port = await freePort();
    const portal = new Portal(folder, port, cluster, registry, options);
    try {
      await portal.start(options.environment);
    } catch (error) {
      await portal.stop('SIGKILL');
      throw error;
    }
    return portal;
  }

  /** Starts the process, and waits until it answers. */
  async start(environment: Record<string, string> = {}): Promise<void> {
    const log = createWriteStream(join(this.folder, 'backend.log'), {
      flags: 'a',
    });
    await once(log, 'open');
    this.process = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
        '--config',
        this.configFile,
      ],
      {
        cwd: backendFolder,
        stdio: ['ignore', log, log],
        env: {
          ...process.env,
          PATH: searchPath(),
          NODE_ENV: 'production',
          ...environment,
        },
      },
    );
    await this.waitUntilReady();
  }

  /** Ends the process with a signal. Answers how long that took, in milliseconds. */
  async stop(signal: NodeJS.Signals): Promise<number> {
    const { process: child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null)
      return 0;
    const since = Date.now();
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return Date.now() - since;
  }

  /** All that the backend has logged. */
  log(): string {
    return readFileSync(join(this.folder, 'backend.log'), 'utf8');
  }

  /** Where the files of its databases are, if it has its own. */
  get databaseFolder(): string {
    return join(this.folder, 'database');
  }

  /** Sends the process a signal that does not end it. */
  signal(signal: NodeJS.Signals): void {
    this.process?.kill(signal);
  }

  /** Lets the process stand still, as a virtual machine does that is moved; answers what lets it go on. */
  pause(): () => void {
    const { process: child } = this;
    child?.kill('SIGSTOP');
    return () => child?.kill('SIGCONT');
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    if (process.env.E2E_KEEP) return;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async waitUntilReady(): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    while (Date.now() < deadline) {
      if (this.process?.exitCode !== null) {
        throw new Error(`The backend ended at start; see ${this.folder}`);
      }
      const ready = await fetch(
        `${this.url}/.backstage/health/v1/readiness`,
      ).catch(() => undefined);
      if (ready?.ok) return;
      await sleep(100);
    }
    throw new Error(`The backend did not start; see ${this.folder}`);
  }
}

function searchPath(): string {
  const script = resolve(backendFolder, '../scripts/programs.mjs');
  const { helm }: { helm?: string } = JSON.parse(
    execFileSync(process.execPath, [script], { encoding: 'utf8' }),
  );
  return [...(helm ? [dirname(helm)] : []), process.env.PATH].join(delimiter);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return address.port;
}

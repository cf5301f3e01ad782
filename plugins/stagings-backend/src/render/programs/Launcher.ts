import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ChildProcess, fork } from 'node:child_process';

/** What to start. No shell is involved; the environment is exactly `env`. */
export interface Launch {
  path: string;
  args: string[];
  cwd?: string;
  env: Record<string, string>;
  /** Bytes of standard output after which the program is killed. */
  maxOutput: number;
}

/** How a program ended. */
export type ProgramEnd =
  | {
      end: 'exited';
      exitCode: number;
      stdout: string;
      /** The first 64 KiB of it. */
      stderr: string;
    }
  | { end: 'not-started'; message: string }
  /** It wrote more than it may. */
  | { end: 'output' }
  /** By a signal, or with the launcher. */
  | { end: 'killed'; by: string };

/** A program that was started. */
export interface LaunchedProgram {
  ended: Promise<ProgramEnd>;
  /** Kills the program and all that it started; does nothing after its end. */
  kill(): void;
}

type Waiting = (end: ProgramEnd) => void;

/** A launcher without work ends after this. */
const IDLE_MS = 60_000;

/**
 * Starts programs by way of a small process. To start one from the backend itself would copy the page tables of
 * all its memory, which holds up everything else meanwhile, and costs a fault at each page that is written later.
 *
 * The small process has none of the backend's environment. It ends with the backend, however that ends, and
 * takes along what runs then.
 */
export class Launcher {
  private process: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;

  start(launch: Launch): LaunchedProgram {
    clearTimeout(this.idle);
    const launcher = this.process ?? this.open();
    this.count += 1;
    const id = this.count;
    const ended = new Promise<ProgramEnd>(resolve =>
      this.waiting.set(id, resolve),
    );
    launcher.channel?.ref();
    launcher.send({ type: 'start', id, ...launch });
    const kill = () => {
      if (this.waiting.has(id)) launcher.send({ type: 'kill', id });
    };
    return { ended, kill };
  }

  private open(): ChildProcess {
    const opened = fork(
      resolvePackagePath(
        'backstage-plugin-stagings-backend',
        'launcher/launcher.js',
      ),
      {
        env: {},
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    opened.unref();
    opened.on('message', ({ id, ...end }: { id: number } & ProgramEnd) =>
      this.settle(id, end),
    );
    opened.on('error', error => this.lose(opened, error.message));
    opened.on('exit', (code, signal) =>
      this.lose(opened, signal ?? `exit code ${code}`),
    );
    this.process = opened;
    return opened;
  }

  private settle(id: number, end: ProgramEnd): void {
    this.waiting.get(id)?.(end);
    this.waiting.delete(id);
    if (this.waiting.size > 0) return;
    this.process?.channel?.unref();
    this.idle = setTimeout(() => this.close(), IDLE_MS).unref();
  }

  private close(): void {
    this.process?.disconnect();
    this.process = undefined;
  }

  /** The next program gets a new launcher. */
  private lose(launcher: ChildProcess, reason: string): void {
    if (this.process !== launcher) return;
    this.process = undefined;
    for (const id of [...this.waiting.keys()]) {
      const by = `the end of the process that started it (${reason})`;
      this.settle(id, { end: 'killed', by });
    }
  }
}

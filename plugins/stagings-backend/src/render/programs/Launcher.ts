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

/** A program that has not ended. */
interface Running {
  settle(end: ProgramEnd): void;
  /** The process group that it leads, as soon as it is there. */
  group?: number;
}

/** What the launcher tells of a program: that it is there, and how it ended. */
type Message = { id: number } & ({ group: number } | ProgramEnd);

/** A launcher without work ends after this. */
const IDLE_MS = 60_000;

/**
 * Starts programs by way of a small process. To start one from the backend itself would copy the page tables of
 * all its memory, which holds up everything else meanwhile, and costs a fault at each page that is written later.
 *
 * The small process has none of the backend's environment. It ends with the backend, however that ends, and
 * takes along what runs then; where it is killed itself, the backend ends what it had started.
 */
export class Launcher {
  private process: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;
  private readonly running = new Map<number, Running>();
  private count = 0;

  start(launch: Launch): LaunchedProgram {
    clearTimeout(this.idle);
    const launcher = this.process ?? this.open();
    this.count += 1;
    const id = this.count;
    const ended = new Promise<ProgramEnd>(settle =>
      this.running.set(id, { settle }),
    );
    launcher.channel?.ref();
    launcher.send({ type: 'start', id, ...launch });
    const kill = () => {
      if (this.running.has(id)) launcher.send({ type: 'kill', id });
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
    opened.on('message', (message: Message) => this.take(message));
    opened.on('error', error => this.lose(opened, error.message));
    opened.on('exit', (code, signal) =>
      this.lose(opened, signal ?? `exit code ${code}`),
    );
    this.process = opened;
    return opened;
  }

  private take({ id, ...told }: Message): void {
    const program = this.running.get(id);
    if (program && 'group' in told) program.group = told.group;
    if ('end' in told) this.settle(id, told);
  }

  private settle(id: number, end: ProgramEnd): void {
    this.running.get(id)?.settle(end);
    this.running.delete(id);
    if (this.running.size > 0) return;
    this.process?.channel?.unref();
    this.idle = setTimeout(() => this.close(), IDLE_MS).unref();
  }

  private close(): void {
    this.process?.disconnect();
    this.process = undefined;
  }

  /** What it started ends with it; the next program gets a new launcher. */
  private lose(launcher: ChildProcess, reason: string): void {
    if (this.process !== launcher) return;
    this.process = undefined;
    for (const [id, { group }] of [...this.running]) {
      if (group !== undefined) killGroup(group);
      const by = `the end of the process that started it (${reason})`;
      this.settle(id, { end: 'killed', by });
    }
  }
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nobody of it is left, and by now its number may be somebody else's.
  }
}

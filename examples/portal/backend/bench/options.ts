import { parseArgs } from 'node:util';

/** How much is measured. */
export interface BenchOptions {
  /** Repetitions of what is short; the median counts. */
  rounds: number;
  /** Stagings that are created at once. */
  burst: number;
  /** Repetitions of that; the median counts. */
  burstRounds: number;
  /** Stagings that are listed and kept in memory. */
  many: number;
  /** Stagings that run while nothing happens, and for how many seconds. */
  idle: { stagings: number; seconds: number };
  /** Changes of a pod. */
  changes: number;
  /** Only these groups; all when empty. */
  only: string[];
  kubeConfig: string;
}

/** What to say instead of measuring. */
export class UsageError extends Error {}

export const USAGE = `Usage: KUBECONFIG=file npm run bench -- [options]

Measures the backend against a real cluster, side by side with kubectl and helm.
Needs: KUBECONFIG of a cluster without other load, with the rights of an administrator;
       helm and kubectl (on linux x64 they are brought along).
The portal keeps its records in SQLite, or in the PostgreSQL server that E2E_POSTGRES
names (a connection string of an account that may create databases).

  --only a,b       deploy, redeploy, burst, pod, idle, many; all by default
  --rounds n       repetitions of what is short (5)
  --burst n        stagings created at once (50)
  --burst-rounds n repetitions of that (3)
  --changes n      changes of a pod (100)
  --idle-stagings n, --idle-seconds n (200, 60)
  --many n         stagings listed and kept in memory (1000)
`;

/** @throws UsageError where something is missing or not understood */
export function readOptions(
  args: string[],
  { KUBECONFIG }: NodeJS.ProcessEnv,
): BenchOptions {
  const values = parse(args);
  if (!KUBECONFIG) throw new UsageError('KUBECONFIG is not set');
  return {
    rounds: count(values.rounds, 5),
    burst: count(values.burst, 50),
    burstRounds: count(values['burst-rounds'], 3),
    many: count(values.many, 1000),
    idle: {
      stagings: count(values['idle-stagings'], 200),
      seconds: count(values['idle-seconds'], 60),
    },
    changes: count(values.changes, 100),
    only: values.only?.split(',') ?? [],
    kubeConfig: KUBECONFIG,
  };
}

function parse(args: string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        only: option,
        rounds: option,
        burst: option,
        'burst-rounds': option,
        changes: option,
        many: option,
        'idle-stagings': option,
        'idle-seconds': option,
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `${error}`);
  }
}

function count(text: string | undefined, byDefault: number): number {
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new UsageError(`'${text}' is not a whole number above 0`);
}

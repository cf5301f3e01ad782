import { startCluster } from '../e2e-tests/harness/cluster';
import { Bench } from './Bench';
import { startCountingProxy } from './countingProxy';
import { Finding, formatTable, isMissed } from './findings';
import { measureBurst } from './measures/burst';
import { measureDeploy } from './measures/deploy';
import { measureIdle } from './measures/idle';
import { measureMany } from './measures/many';
import { measurePodChanges } from './measures/podChange';
import { measureRedeploy } from './measures/redeploy';
import { readOptions, USAGE, UsageError } from './options';
import { Session, withPortal } from './session';

type Measure = (bench: Bench) => Promise<Finding[]>;

/** Each with a portal and a database of its own, so that none measures what another left behind. */
const MEASURES: Record<string, Measure> = {
  deploy: inPortal(measureDeploy),
  redeploy: inPortal(measureRedeploy),
  burst: inPortal(measureBurst),
  pod: inPortal(measurePodChanges),
  idle: throughProxy,
  many: inPortal(measureMany),
};

function inPortal(
  measure: (bench: Bench, session: Session) => Promise<Finding[]>,
): Measure {
  return async bench => {
    let findings: Finding[] = [];
    await withPortal(async session => {
      findings = await measure(bench, session);
    });
    return findings;
  };
}

async function throughProxy(bench: Bench): Promise<Finding[]> {
  const proxy = await startCountingProxy(await startCluster());
  let findings: Finding[] = [];
  try {
    await withPortal(
      async session => {
        findings = await measureIdle(bench, session, proxy);
      },
      () => proxy.cluster,
    );
  } finally {
    proxy.close();
  }
  return findings;
}

async function main(): Promise<void> {
  const bench = new Bench(readOptions(process.argv.slice(2), process.env));
  const { only } = bench.options;
  const unknown = only.find(name => !(name in MEASURES));
  if (unknown) throw new UsageError(`There is no measure '${unknown}'`);
  const findings: Finding[] = [];
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (only.length > 0 && !only.includes(name)) continue;
    process.stderr.write(`Measuring: ${name}\n`);
    try {
      const found = await measure(bench);
      process.stderr.write(`${formatTable(found)}\n`);
      findings.push(...found);
    } finally {
      await bench.cleanUp();
    }
  }
  process.stdout.write(`${formatTable(findings)}\n`);
  process.exitCode = findings.some(isMissed) ? 1 : 0;
}

main().catch(error => {
  const isUsage = error instanceof UsageError;
  process.stderr.write(
    isUsage ? `${error.message}\n\n${USAGE}` : `${error.stack}\n`,
  );
  process.exitCode = 2;
});

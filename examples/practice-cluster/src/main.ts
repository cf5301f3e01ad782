import { parseArgs } from 'node:util';
import { startPracticeCluster } from './startPracticeCluster';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    'door-port': { type: 'string' },
    state: { type: 'string' },
    token: { type: 'string' },
    speed: { type: 'string' },
  },
});

const number = (text: string | undefined) =>
  text === undefined ? undefined : Number(text);

async function main() {
  const cluster = await startPracticeCluster({
    port: number(values.port),
    doorPort: number(values['door-port']),
    stateFile: values.state,
    token: values.token,
    speed: number(values.speed),
  });
  process.stdout.write(
    `practice cluster: Kubernetes API on ${cluster.url}, front door on ${cluster.doorUrl}\n`,
  );
  const close = () => {
    cluster.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}

main().catch(error => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});

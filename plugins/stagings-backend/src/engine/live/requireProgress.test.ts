import { StagingHealth } from '../../health';
import { useWorlds } from '../__testUtils__/useWorlds';
import { World } from '../__testUtils__/World';
import { Patience, requireProgress } from './requireProgress';

jest.setTimeout(60_000);

const worldOf = useWorlds();

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const START = 1_795_000_000_000;

const crashing: StagingHealth = {
  health: 'degraded',
  explanation: { reason: 'CrashLoop', message: 'web crashes' },
};
const starting: StagingHealth = {
  health: 'progressing',
  explanation: { reason: 'PodsStarting', message: 'web is starting' },
};

describe('how long the cluster may try', () => {
  let world: World;
  beforeEach(async () => {
    world = await worldOf({});
    await world.create();
  });

  /** One look of a worker, which knows nothing of the looks before. */
  async function look(
    health: StagingHealth,
    afterMs: number,
    timeout: Patience['timeout'] = 'DeployTimeout',
  ) {
    const workspace = await world.workspace();
    const now = START + afterMs;
    await requireProgress(workspace, health, { now, since: START, timeout });
  }

  it('with a problem that lasts, though another worker saw it first', async () => {
    await look(starting, 0);
    await look(crashing, 2 * SECOND);
    await look(crashing, 16 * SECOND);
    await expect(look(crashing, 17 * SECOND)).rejects.toMatchObject({
      explanation: crashing.explanation,
    });
  });

  it('anew with each problem', async () => {
    await look(crashing, 0);
    await look(starting, 10 * SECOND);
    await look(crashing, 16 * SECOND);
    await look(crashing, 30 * SECOND);
    await expect(look(crashing, 31 * SECOND)).rejects.toThrow();
  });

  it('anew with each operation', async () => {
    await look(crashing, 0);
    await world.change({ parameters: { size: 'big' } });
    await expect(look(crashing, 20 * SECOND)).resolves.toBeUndefined();
  });

  it.each(['DeployTimeout', 'RestartTimeout'] as const)(
    'until the time limit of the template (%s)',
    async timeout => {
      await look(starting, 9 * MINUTE, timeout);
      await expect(look(starting, 11 * MINUTE, timeout)).rejects.toMatchObject({
        explanation: {
          reason: timeout,
          message: 'Not healthy after 10 minutes: web is starting',
          hint: { audience: 'engineer' },
        },
      });
    },
  );
});

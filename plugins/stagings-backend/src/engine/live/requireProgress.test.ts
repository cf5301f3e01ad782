import { Knex } from 'knex';
import { StagingHealth } from '../../health';
import { TestFolders } from '../../render/__testUtils__/renderInput';
import { currentOperation } from '../../store';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { Patience, requireProgress } from './requireProgress';
import { Workspace } from '../Workspace';
import { World } from '../__testUtils__/World';

jest.setTimeout(60_000);

const databases = storeDatabases();
const folders = new TestFolders();
afterAll(() => folders.remove());

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
  let db: Knex;
  let world: World;
  let worlds = 0;

  beforeEach(async () => {
    db ??= await databases.open('SQLITE_3');
    worlds += 1;
    world = new World(db, await folders.create({}), `patient-${worlds}`);
    await world.create();
  });

  /** One look of a worker, which knows nothing of the looks before. */
  async function look(
    health: StagingHealth,
    afterMs: number,
    timeout: Patience['timeout'] = 'DeployTimeout',
  ) {
    const workspace = new Workspace({
      context: world.context,
      lease: {
        stagingId: world.id,
        owner: 'worker',
        token: 1,
        wakeSequence: 0,
      },
      staging: await world.staging(),
      operation: await currentOperation(db, world.id),
      signal: new AbortController().signal,
    });
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

import { claimDue } from '../store';
import { useWorlds } from './__testUtils__/useWorlds';
import { World } from './__testUtils__/World';
import { reconcile } from './reconcile';

jest.setTimeout(60_000);

const worldOf = useWorlds();

describe('a failure that nobody foresaw', () => {
  let world: World;
  beforeEach(async () => {
    world = await worldOf(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n',
    );
    await world.create();
  });

  /** Lets the catalog not answer for as long as the returned function is not called. */
  function breakCatalog(): () => void {
    const broken = jest
      .spyOn(world.context.catalog, 'getEntityByRef')
      .mockRejectedValue(new Error('fetch failed'));
    return () => broken.mockRestore();
  }

  it('is tried again, since it may pass', async () => {
    const mend = breakCatalog();
    await world.turn();
    await expect(world.staging()).resolves.toMatchObject({
      phase: 'waiting',
      phaseExplanation: { reason: 'InternalError' },
    });

    mend();
    await world.settle();
    await expect(world.staging()).resolves.toMatchObject({ phase: 'running' });
  });

  it('fails the deploy when it does not pass', async () => {
    breakCatalog();
    const [claim] = await claimDue(world.context.db, {
      owner: 'worker',
      leaseMs: 60_000,
      limit: 1,
    });
    const signal = new AbortController().signal;
    await reconcile(world.context, { ...claim!, attempt: 6 }, signal);

    await expect(world.staging()).resolves.toMatchObject({
      phase: 'failed',
      phaseExplanation: { reason: 'InternalError' },
    });
  });
});

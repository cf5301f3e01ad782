import { storeDatabases } from '../__testUtils__/databases';
import { claimCluster } from './claimCluster';
import { releaseClusters } from './releaseClusters';

jest.setTimeout(60_000);

const databases = storeDatabases();
const MINUTE = 60_000;

describe.each(databases.ids)('the watch of a cluster on %s', databaseId => {
  it('goes to one of several that want it, who keeps it by renewing', async () => {
    const db = await databases.open(databaseId);
    const owners = ['a', 'b', 'c', 'd'];

    const got = await Promise.all(
      owners.map(owner => claimCluster(db, 'staging', owner, MINUTE)),
    );

    expect(got.filter(Boolean)).toHaveLength(1);
    const again = [];
    for (const owner of owners) {
      again.push(await claimCluster(db, 'staging', owner, MINUTE));
    }
    expect(again).toEqual(got);
  });

  it('passes on when its holder lets it run out', async () => {
    const db = await databases.open(databaseId);
    await claimCluster(db, 'staging', 'a', -1);

    await expect(claimCluster(db, 'staging', 'b', MINUTE)).resolves.toBe(true);
    await expect(claimCluster(db, 'staging', 'a', MINUTE)).resolves.toBe(false);
  });

  it('passes on at once when its holder shuts down', async () => {
    const db = await databases.open(databaseId);
    await claimCluster(db, 'one', 'a', MINUTE);
    await claimCluster(db, 'two', 'b', MINUTE);

    await releaseClusters(db, 'a');

    await expect(claimCluster(db, 'one', 'c', MINUTE)).resolves.toBe(true);
    await expect(claimCluster(db, 'two', 'c', MINUTE)).resolves.toBe(false);
  });
});

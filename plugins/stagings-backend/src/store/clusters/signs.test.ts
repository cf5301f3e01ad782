import { storeDatabases } from '../__testUtils__/databases';
import { claimCluster } from './claimCluster';
import { readClusterSigns } from './readClusterSigns';
import { releaseClusters } from './releaseClusters';
import { writeClusterSign } from './writeClusterSign';

jest.setTimeout(60_000);

const databases = storeDatabases();
const MINUTE = 60_000;
const trouble = { reason: 'ClusterUnreachable', message: 'refused' };

describe.each(databases.ids)('the signs of clusters on %s', databaseId => {
  it('say when a cluster was last followed, also when it is not any more', async () => {
    const db = await databases.open(databaseId);
    await claimCluster(db, 'one', 'a', MINUTE);
    await writeClusterSign(db, 'one', 'a', { liveAt: 1_767_000_000_000 });
    await writeClusterSign(db, 'one', 'a', { trouble });

    await expect(readClusterSigns(db)).resolves.toEqual(
      new Map([['one', { liveAt: 1_767_000_000_000, trouble }]]),
    );
  });

  it('lose the trouble when it is over', async () => {
    const db = await databases.open(databaseId);
    await claimCluster(db, 'one', 'a', MINUTE);
    await writeClusterSign(db, 'one', 'a', { trouble });
    await writeClusterSign(db, 'one', 'a', { liveAt: 5 });

    expect((await readClusterSigns(db)).get('one')).toEqual({ liveAt: 5 });
  });

  it('are written by the one that has the watch alone', async () => {
    const db = await databases.open(databaseId);
    await claimCluster(db, 'one', 'a', MINUTE);
    await writeClusterSign(db, 'one', 'b', { liveAt: 5 });

    expect((await readClusterSigns(db)).get('one')).toEqual({});
  });

  it('outlive the one that wrote them', async () => {
    const db = await databases.open(databaseId);
    await claimCluster(db, 'one', 'a', MINUTE);
    await writeClusterSign(db, 'one', 'a', { liveAt: 5 });
    await releaseClusters(db, 'a');
    await claimCluster(db, 'one', 'b', MINUTE);

    expect((await readClusterSigns(db)).get('one')).toEqual({ liveAt: 5 });
  });
});

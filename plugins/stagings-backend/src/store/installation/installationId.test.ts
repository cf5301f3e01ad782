import { storeDatabases } from '../__testUtils__/databases';
import { installationId } from './installationId';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('installationId on %s', databaseId => {
  it('is made once, even when several ask at the same time', async () => {
    const db = await databases.open(databaseId);

    const ids = await Promise.all([1, 2, 3, 4].map(() => installationId(db)));

    expect(new Set(ids).size).toBe(1);
    await expect(installationId(db)).resolves.toBe(ids[0]);
    expect(ids[0]).toMatch(/^[a-z2-7]{8}$/);
  });

  it('differs between installations', async () => {
    const [one, other] = await Promise.all([
      databases.open(databaseId),
      databases.open(databaseId),
    ]);

    expect(await installationId(one)).not.toBe(await installationId(other));
  });
});

import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { hostsOfOthers } from './hostsOfOthers';
import { insertStaging } from './insertStaging';

jest.setTimeout(60_000);

const databases = storeDatabases();

it.each(databases.ids)(
  'tells the hosts of other stagings that are not deleted on %s',
  async databaseId => {
    const db = await databases.open(databaseId);
    for (const record of [
      stagingRecord({ id: 'own', host: 'own.example.com' }),
      stagingRecord({ id: 'other', host: 'other.example.com' }),
      stagingRecord({
        id: 'gone',
        host: 'gone.example.com',
        phase: 'deleted',
        desired: 'deleted',
      }),
    ]) {
      await insertStaging(db, record, {});
    }
    const asked = ['own', 'other', 'gone', 'new'].map(
      name => `${name}.example.com`,
    );

    expect(await hostsOfOthers(db, asked, 'own')).toEqual(
      new Set(['other.example.com']),
    );
    expect(await hostsOfOthers(db, [], 'own')).toEqual(new Set());
  },
);

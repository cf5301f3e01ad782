import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { engineContext } from '../engine/__testUtils__/engineContext';
import { findStaging, insertStaging } from '../store';
import { storeDatabases } from '../store/__testUtils__/databases';
import { stagingRecord } from '../store/__testUtils__/records';
import { Caller } from './caller';
import { Vault } from '../secrets/Vault';
import { ServiceContext } from './context';
import { LimitError } from './limits';
import { restoreStaging } from './restoreStaging';
import { requestState } from './transitions';

jest.setTimeout(60_000);

const databases = storeDatabases();

const ann: Caller = {
  type: 'user',
  actor: 'user:default/ann',
  credentials: mockCredentials.user('user:default/ann'),
};

/** One staging that runs and one that is archived, where one may run. */
async function fullWorld() {
  const db = await databases.open('SQLITE_3');
  await insertStaging(db, stagingRecord({ id: 'runs', phase: 'running' }), {});
  await insertStaging(
    db,
    stagingRecord({ id: 'rests', phase: 'archived', desired: 'archived' }),
    {},
  );
  const { config } = engineContext({ db });
  const context: ServiceContext = {
    db,
    config: { ...config, limits: { ...config.limits, perComponent: 1 } },
    catalog: catalogServiceMock({ entities: [] }),
    auth: mockServices.auth(),
    programs: { problemOf: async () => undefined },
    now: Date.now,
    vault: new Vault([]),
    changed: () => {},
  };
  return context;
}

it('needs room for a staging that is to run again', async () => {
  const context = await fullWorld();
  await expect(restoreStaging(context, 'rests', ann)).rejects.toBeInstanceOf(
    LimitError,
  );
  expect(await findStaging(context.db, 'rests')).toMatchObject({
    desired: 'archived',
    phase: 'archived',
  });
});

it('has it as soon as somebody archives another one', async () => {
  const context = await fullWorld();
  await requestState(context, 'runs', ann, 'archive');
  await expect(restoreStaging(context, 'rests', ann)).resolves.toMatchObject({
    desired: 'running',
  });
});

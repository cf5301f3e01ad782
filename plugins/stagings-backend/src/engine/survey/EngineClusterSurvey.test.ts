import { Knex } from 'knex';
import { ApiError, ClusterUnreachableError } from '../../cluster/errors';
import { insertStaging } from '../../store';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { stagingRecord } from '../../store/__testUtils__/records';
import { engineContext } from '../__testUtils__/engineContext';
import { FakeCluster } from '../__testUtils__/fakeCluster';
import { EngineClusterSurvey } from './EngineClusterSurvey';

jest.setTimeout(60_000);

const databases = storeDatabases();
const labelsOf = (staging: string, installation = 'portal') => ({
  'stagings.backstage.io/staging': staging,
  'stagings.backstage.io/installation': installation,
});

describe('the survey of the clusters', () => {
  let db: Knex;
  let now = 0;
  beforeEach(async () => {
    db = await databases.open('SQLITE_3');
    now = Date.parse('2026-01-01T00:00:00Z');
  });

  function surveyOf(cluster: FakeCluster, limitMs?: number) {
    const context = engineContext({ db, cluster, now: () => now });
    return new EngineClusterSurvey(context, { limitMs });
  }

  function addNamespace(cluster: FakeCluster, name: string, labels: {}) {
    cluster.add({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    });
  }

  it('tells the version, the stagings, and what belongs to none', async () => {
    const cluster = new FakeCluster();
    addNamespace(cluster, 'stg-gone', labelsOf('gone'));
    addNamespace(cluster, 'stg-shop', labelsOf('shop'));
    addNamespace(cluster, 'stg-other', labelsOf('other', 'another portal'));
    await insertStaging(
      db,
      stagingRecord({ id: 'shop', phase: 'running' }),
      {},
    );
    await insertStaging(
      db,
      stagingRecord({ id: 'gone', phase: 'deleted' }),
      {},
    );

    await expect(surveyOf(cluster).clusters()).resolves.toEqual([
      {
        name: 'staging',
        reachable: true,
        version: 'v1.36.3',
        stagings: { running: 1, deleted: 1 },
        orphans: [
          expect.objectContaining({ kind: 'Namespace', name: 'stg-gone' }),
        ],
        orphanCount: 1,
        unlistedKinds: [],
        observedAt: '2026-01-01T00:00:00.000Z',
      },
    ]);
  });

  it('names the kinds that it may not list', async () => {
    const cluster = new FakeCluster();
    cluster.interfere = async (_, call) => {
      if (call !== 'list services' && call !== 'list jobs') return;
      throw new ApiError({
        cluster: 'staging',
        verb: 'list',
        status: 403,
        reason: 'Forbidden',
        message: 'no',
        causes: [],
        recovering: false,
      });
    };
    const [staging] = await surveyOf(cluster).clusters();
    expect(staging).toMatchObject({
      reachable: true,
      unlistedKinds: ['batch/v1 Job'],
    });
  });

  it('says why a cluster cannot be reached', async () => {
    const cluster = new FakeCluster();
    cluster.interfere = async () => {
      throw new ClusterUnreachableError('staging', 'ECONNREFUSED', 'refused');
    };
    const [staging] = await surveyOf(cluster).clusters();
    expect(staging).toMatchObject({
      reachable: false,
      message: 'Cluster staging cannot be reached: refused',
      orphans: [],
    });
  });

  it('does not wait for a cluster that does not answer', async () => {
    const cluster = new FakeCluster();
    cluster.interfere = () => new Promise(() => {});
    const [staging] = await surveyOf(cluster, 20).clusters();
    expect(staging).toMatchObject({
      reachable: false,
      message: 'It did not answer within 0.02 seconds',
    });
  });

  it('lists a cluster that only old stagings are in', async () => {
    await insertStaging(db, stagingRecord({ id: 'a', cluster: 'former' }), {});
    const clusters = await surveyOf(new FakeCluster()).clusters();
    expect(clusters).toMatchObject([
      { name: 'former', reachable: false, stagings: { queued: 1 } },
      { name: 'staging', reachable: true },
    ]);
  });

  it('asks no cluster twice within seconds', async () => {
    const cluster = new FakeCluster();
    const survey = surveyOf(cluster);
    const asked = () =>
      cluster.calls.filter(call => call === 'serverVersion').length;
    await Promise.all([survey.clusters(), survey.clusters()]);
    expect(asked()).toBe(1);
    now += 5_000;
    await survey.clusters();
    expect(asked()).toBe(2);
  });
});

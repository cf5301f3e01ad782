import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  branchName,
  isRunning,
  liveObjects,
  until,
  useSuite,
  remove,
} from './harness/suite';

describe('a change of fields that cannot be changed in place', () => {
  const suite = useSuite();

  it('replaces the Job, and the StatefulSet without its pods', async () => {
    const staging = await suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: 'replaced',
      branch: branchName('replaced'),
      parameters: { version: '1', service: 'one' },
    });
    await until(suite.client, staging.id, 'running', isRunning);
    const uids = async () => {
      const live = (api: string, plural: string) =>
        liveObjects(suite.cluster, api, staging, plural);
      const [jobs, sets, pods] = await Promise.all([
        live('/apis/batch/v1', 'jobs'),
        live('/apis/apps/v1', 'statefulsets'),
        live('/api/v1', 'pods'),
      ]);
      return {
        job: jobs.get('seed')?.metadata.uid,
        set: sets.get('db')?.metadata.uid,
        pod: pods.get('db-0')?.metadata.uid,
      };
    };
    const before = await uids();

    await suite.client.updateStaging(staging.id, {
      parameters: { version: '2', service: 'two' },
    });
    await until(
      suite.client,
      staging.id,
      'running at revision 2',
      s => isRunning(s) && s.status.deployedRevision === 2,
    );
    const after = await uids();
    assert.notEqual(after.job, before.job);
    assert.notEqual(after.set, before.set);
    assert.ok(before.pod);
    assert.equal(after.pod, before.pod);

    await remove(suite.client, staging.id);
  });
});

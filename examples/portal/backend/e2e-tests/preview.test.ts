import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  PreviewObject,
  Staging,
  StagingPreview,
} from 'backstage-plugin-stagings-common';
import {
  branchName,
  isRunning,
  liveObjects,
  remove,
  until,
  useSuite,
} from './harness/suite';

const SHOP = 'component:default/shop';
const PASSWORDS = ['first-password', 'second-password'].flatMap(password => [
  password,
  Buffer.from(password).toString('base64'),
]);

function named({ objects }: StagingPreview): Map<string, PreviewObject> {
  return new Map(
    objects.map(object => [`${object.kind} ${object.name}`, object]),
  );
}

function actions(preview: StagingPreview): Record<string, string> {
  return Object.fromEntries(
    [...named(preview)].map(([name, { action }]) => [name, action]),
  );
}

/** What a diff takes away and adds, without indentation. */
function changedLines(diff: string | undefined): string[] {
  return (diff ?? '')
    .split('\n')
    .filter(line => /^[+-]/.test(line))
    .map(line => line.replace(/\s+/g, ' '));
}

function requireNoSecrets(preview: StagingPreview): void {
  const text = JSON.stringify(preview);
  for (const secret of PASSWORDS) assert.ok(!text.includes(secret));
}

describe('a preview', () => {
  const suite = useSuite();
  let staging: Staging;

  it('shows what a new staging would be made of, and makes nothing', async () => {
    const preview = await suite.client.preview({
      entityRef: SHOP,
      template: 'preview-chart',
      branch: branchName('preview-new'),
    });
    assert.deepEqual(actions(preview), {
      [`Namespace ${preview.namespace}`]: 'create',
      'Secret database': 'create',
      'ConfigMap extra': 'create',
      'ConfigMap settings': 'create',
      'Deployment web': 'create',
      'Job seed': 'create',
    });
    assert.deepEqual(preview.problems, []);
    assert.deepEqual(preview.images.map(({ image }) => image).sort(), [
      'registry.example.com/migrate:1.0.0',
      'registry.example.com/shop/seed:1',
      'registry.example.com/shop:1',
    ]);
    assert.deepEqual(
      preview.hooks.map(({ event, name }) => [event, name]),
      [['pre-install', 'migrate']],
    );
    const secret = named(preview).get('Secret database');
    assert.match(secret?.yaml ?? '', /password: ••••/);
    assert.equal(secret?.source, 'templates/objects.yaml');
    requireNoSecrets(preview);

    const { status } = await suite.cluster.get(
      `/api/v1/namespaces/${preview.namespace}`,
    );
    assert.equal(status, 404);
    const { items } = await suite.client.listStagings({ q: preview.name });
    assert.deepEqual(items, []);
  });

  it('shows no change of what is deployed, and nothing to hide', async () => {
    staging = await suite.client.createStaging({
      entityRef: SHOP,
      template: 'preview-chart',
      branch: branchName('preview'),
    });
    await until(suite.client, staging.id, 'running', isRunning);
    const preview = await suite.client.preview({ stagingId: staging.id });
    assert.deepEqual(
      new Set(Object.values(actions(preview))),
      new Set(['unchanged']),
    );
    assert.deepEqual(preview.problems, []);
    requireNoSecrets(preview);
  });

  it('shows the change that the deploy then makes: changed, replaced, removed', async () => {
    const change = {
      overrides: { version: '2', extra: false, password: 'second-password' },
    };
    const before = await uids();
    const preview = await suite.client.preview({
      stagingId: staging.id,
      ...change,
    });
    assert.deepEqual(actions(preview), {
      [`Namespace ${staging.namespace}`]: 'unchanged',
      'Secret database': 'change',
      'ConfigMap settings': 'change',
      'Deployment web': 'change',
      'Job seed': 'replace',
      'ConfigMap extra': 'remove',
    });
    const objects = named(preview);
    assert.deepEqual(changedLines(objects.get('ConfigMap settings')?.diff), [
      '- version: "1"',
      '+ version: "2"',
    ]);
    assert.deepEqual(changedLines(objects.get('Deployment web')?.diff), [
      '- image: registry.example.com/shop:1',
      '+ image: registry.example.com/shop:2',
    ]);
    assert.deepEqual(changedLines(objects.get('Secret database')?.diff), [
      '- password: ••••',
      '+ password: •••• (changed)',
    ]);
    assert.deepEqual(
      preview.hooks.map(({ event }) => event),
      ['pre-upgrade'],
    );
    requireNoSecrets(preview);
    assert.deepEqual(await uids(), before, 'nothing was touched');

    await suite.client.updateStaging(staging.id, change);
    await until(
      suite.client,
      staging.id,
      'running at revision 2',
      s => isRunning(s) && s.status.deployedRevision === 2,
    );
    const after = await uids();
    assert.notEqual(after.seed, before.seed);
    assert.equal(after.web, before.web);
    assert.equal(after.extra, undefined);
    const again = await suite.client.preview({ stagingId: staging.id });
    assert.deepEqual(
      new Set(Object.values(actions(again))),
      new Set(['unchanged']),
    );
  });

  it('names the key of a value that the chart refuses', async () => {
    const preview = await suite.client.preview({
      stagingId: staging.id,
      overrides: { version: 'no number' },
    });
    assert.deepEqual(preview.objects, []);
    const [problem] = preview.problems;
    assert.equal(problem?.reason, 'InvalidOverrides');
    assert.match(problem?.message ?? '', /overrides\.version/);
  });

  it('takes back values of the chart by overrides that are given whole', async () => {
    const whole = {
      overrides: { version: '2', password: null },
      replace: ['overrides' as const],
    };
    const changed = await suite.client.updateStaging(staging.id, whole);
    assert.deepEqual(changed.overrides, whole.overrides);
    const reset = await suite.client.preview({
      stagingId: staging.id,
      overrides: { password: 'first-password' },
    });
    assert.equal(actions(reset)['ConfigMap extra'], 'create');
    await remove(suite.client, staging.id);
  });

  it('says that nobody can tell what changes where the cluster does not answer', async () => {
    const preview = await suite.client.preview({
      entityRef: SHOP,
      template: 'on-unreachable',
      branch: branchName('preview-unreachable'),
    });
    assert.ok(preview.objects.length > 0);
    assert.deepEqual(
      new Set(Object.values(actions(preview))),
      new Set(['unknown']),
    );
    assert.deepEqual(
      preview.problems.map(({ reason }) => reason),
      ['NotCompared'],
    );
  });

  it('knows what overrides of the demo’s chart can set', async () => {
    const { items, schema } = await suite.client.listOverrideKeys('web', {
      entityRef: SHOP,
    });
    const keys = new Map(items.map(item => [item.key, item]));
    assert.deepEqual(keys.get('database.storage'), {
      key: 'database.storage',
      path: ['database', 'storage'],
      type: 'string',
      description: 'Size of the volume',
      pattern: '^[0-9]+(Mi|Gi|Ti)$',
      default: '1Gi',
      setBy: 'chart',
    });
    assert.equal(
      keys.get('image.tag')?.expression,
      '${{ parameters.version }}',
    );
    assert.equal(keys.get('image.tag')?.setBy, 'template');
    assert.equal(
      keys.get('image.repository')?.default,
      'registry.example.com/shop/shop',
    );
    assert.equal(schema?.type, 'object');
  });

  it('knows the variables that overrides of plain manifests can set', async () => {
    const { items, problem } = await suite.client.listOverrideKeys(
      'web-plain',
      { entityRef: SHOP },
    );
    assert.equal(problem, undefined);
    assert.ok(items.every(({ path }) => path.length <= 2));
  });

  async function uids() {
    const live = (api: string, plural: string) =>
      liveObjects(suite.cluster, api, staging, plural);
    const [jobs, deployments, configMaps] = await Promise.all([
      live('/apis/batch/v1', 'jobs'),
      live('/apis/apps/v1', 'deployments'),
      live('/api/v1', 'configmaps'),
    ]);
    return {
      seed: jobs.get('seed')?.metadata.uid,
      web: deployments.get('web')?.metadata.uid,
      extra: configMaps.get('extra')?.metadata.uid,
    };
  }
});

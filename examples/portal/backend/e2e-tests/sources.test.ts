import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Artifact, Staging } from 'backstage-plugin-stagings-common';
import {
  packChart,
  publishCharts,
  pushChart,
  writeChart,
} from './harness/charts';
import { FileServer } from './harness/FileServer';
import { GIT_API, pushBranch } from './harness/gitHost';
import { SuiteConfig } from './harness/portalConfig';
import {
  branchName,
  isFailed,
  isRunning,
  liveObjects,
  until,
  useSuite,
} from './harness/suite';

/** No other run has these, since registry and cluster may be shared. */
const RUN = Date.now().toString(36);
const CHART = `e2e-${RUN}`;

const FILES = {
  'templates/settings.yaml': `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { version: {{ .Chart.Version }}, deploy: {{ ternary "upgrade" "install" .Release.IsUpgrade }} }
---
apiVersion: v1
kind: Secret
metadata: { name: database }
stringData: { password: {{ randAlphaNum 20 }} }
`,
};

function configMap(name: string, text: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { text: ${text} }\n`;
}

describe('templates from elsewhere', () => {
  const server = new FileServer();
  before(() => server.start());
  after(() => server.stop());
  const charts = mkdtempSync(join(tmpdir(), 'stagings-e2e-charts-'));
  after(() => rmSync(charts, { recursive: true }));

  const withSources = (config: SuiteConfig) => {
    const [registry] = config.stagings.registries;
    const template = (name: string, source: object) => ({
      name,
      title: name,
      cluster: 'target',
      parameters: { type: 'object' },
      ...source,
    });
    const tree = `http://${server.host}/acme/shop/tree`;
    return {
      ...config,
      integrations: {
        github: [
          { host: server.host, apiBaseUrl: `http://${server.host}${GIT_API}` },
        ],
      },
      stagings: {
        ...config.stagings,
        templates: [
          ...config.stagings.templates,
          template('oci-chart', {
            helm: {
              chart: `oci://${registry?.host}/charts/${CHART}`,
              version: '^1.0.0',
            },
          }),
          template('repository-chart', {
            helm: { chart: CHART, repo: `http://${server.host}/charts` },
          }),
          template('composed-chart', {
            helm: {
              chart: join(charts, 'composed'),
              values: { cache: { text: 'of the template' } },
            },
          }),
          template('branch-files', {
            manifests: { path: [`${tree}/\${{ source.branch }}/deploy`] },
            allowBranchSource: true,
          }),
          template('branch-overlay', {
            kustomize: {
              root: `${tree}/\${{ source.branch }}/kustomize`,
              path: 'overlays/staging',
            },
            allowBranchSource: true,
          }),
        ],
      },
    };
  };
  const suite = useSuite({ adapt: withSources });

  async function create(template: string, branch = branchName('sources')) {
    return suite.client.createStaging({
      entityRef: 'component:default/shop',
      template,
      branch,
    });
  }

  async function deployed(staging: Staging) {
    await until(suite.client, staging.id, 'running', isRunning);
    const [operation] = await suite.client.listOperations(staging.id);
    const data = await dataOf(staging, 'configmaps');
    return { data, artifacts: operation?.artifacts ?? [] };
  }

  async function dataOf(staging: Staging, plural: string) {
    const live = await liveObjects(suite.cluster, '/api/v1', staging, plural);
    return new Map([...live].map(([name, object]) => [name, fieldsOf(object)]));
  }

  async function redeploy({ id }: Staging): Promise<void> {
    const earlier = await suite.client.listOperations(id);
    await suite.client.command(id, 'redeploy');
    await until(suite.client, id, 'running', isRunning);
    const [latest] = await suite.client.listOperations(id);
    assert.notEqual(latest?.id, earlier[0]?.id);
    assert.equal(latest?.state, 'succeeded');
  }

  it('deploys a chart of a registry, whose digest is in the operation, and keeps the password that it made up', async () => {
    const chart = await packChart(CHART, '1.2.0', FILES);
    const digest = await pushChart(suite.registry.host, chart);
    const staging = await create('oci-chart');
    const { data, artifacts } = await deployed(staging);
    assert.deepEqual(data.get('settings'), {
      version: '1.2.0',
      deploy: 'install',
    });
    assert.deepEqual(artifacts, [
      {
        type: 'chart',
        name: `oci://${suite.registry.host}/charts/${CHART}`,
        version: '1.2.0',
        digest,
      },
    ]);

    const password = (await dataOf(staging, 'secrets')).get('database');
    await redeploy(staging);
    const { data: later } = await deployed(staging);
    assert.equal(later.get('settings')?.deploy, 'upgrade');
    assert.deepEqual(
      (await dataOf(staging, 'secrets')).get('database'),
      password,
    );
    await suite.discard(staging.id);
  });

  it('deploys the newest chart of a repository', async () => {
    publishCharts(server, 'charts', [
      await packChart(CHART, '2.0.0', FILES),
      await packChart(CHART, '2.1.0', FILES),
    ]);
    const staging = await create('repository-chart');
    const { data, artifacts } = await deployed(staging);
    assert.equal(data.get('settings')?.version, '2.1.0');
    const [{ digest = '', ...artifact } = {}]: Partial<Artifact>[] = artifacts;
    assert.match(digest, /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual(artifact, {
      type: 'chart',
      name: `http://${server.host}/charts/${CHART}`,
      version: '2.1.0',
    });
    await suite.discard(staging.id);
  });

  it('gets what a chart depends on from the folder beside it, a registry and a repository', async () => {
    const files = (name: string) => ({
      'values.yaml': 'text: of the chart',
      'templates/it.yaml': configMap(name, '{{ .Values.text }}'),
    });
    const search = `${CHART}-search`;
    const registry = `oci://${suite.registry.host}/charts`;
    const repository = `http://${server.host}/parts`;
    await pushChart(
      suite.registry.host,
      await packChart(search, '1.0.0', files('search')),
    );
    publishCharts(server, 'parts', [
      await packChart('queue', '1.0.0', files('queue')),
      await packChart('queue', '1.4.0', files('queue')),
      await packChart('queue', '2.0.0', files('queue')),
    ]);
    const cache = { name: 'cache', version: '0.1.0' };
    await writeChart(charts, cache, files('cache'));
    await writeChart(
      charts,
      {
        name: 'composed',
        version: '1.0.0',
        dependencies: [
          { ...cache, repository: 'file://../cache' },
          { name: search, version: '1.0.0', repository: registry },
          { name: 'queue', version: '^1.0.0', repository },
        ],
      },
      files('web'),
    );

    const staging = await create('composed-chart');
    const { data, artifacts } = await deployed(staging);
    const texts = ['web', 'cache', 'search', 'queue'].map(
      name => data.get(name)?.text,
    );
    assert.deepEqual(texts, [
      'of the chart',
      'of the template',
      'of the chart',
      'of the chart',
    ]);
    assert.deepEqual(
      artifacts.map(({ name, version }) => `${name} ${version}`).sort(),
      [
        'composed 1.0.0',
        `${repository}/queue 1.4.0`,
        `${registry}/${search} 1.0.0`,
      ],
    );
    await suite.discard(staging.id);
  });

  it('deploys the manifests of the branch, and what was pushed since with a redeploy', async () => {
    const branch = branchName('files');
    const first = await pushBranch(server, branch, {
      'deploy/web.yaml': configMap('web', 'one'),
      'deploy/old.yaml': configMap('old', 'one'),
      'elsewhere/no.yaml': configMap('no', 'one'),
    });
    const staging = await create('branch-files', branch);
    const name = `http://${server.host}/acme/shop/tree/${encodeURIComponent(
      encodeURIComponent(branch),
    )}/deploy`;
    const initial = await deployed(staging);
    assert.deepEqual(initial.artifacts, [
      { type: 'source', name, digest: first },
    ]);
    assert.equal(initial.data.get('web')?.text, 'one');
    assert.ok(initial.data.has('old') && !initial.data.has('no'));

    const archives = () =>
      server.requests.filter(path => path.startsWith('/archive')).length;
    const read = archives();
    await redeploy(staging);
    assert.equal(archives(), read, 'what is not new is not read again');

    const second = await pushBranch(server, branch, {
      'deploy/web.yaml': configMap('web', 'two'),
    });
    await redeploy(staging);
    const changed = await deployed(staging);
    assert.deepEqual(changed.artifacts, [
      { type: 'source', name, digest: second },
    ]);
    assert.equal(changed.data.get('web')?.text, 'two');
    assert.ok(!changed.data.has('old'), 'what the branch lacks now is gone');
    await suite.discard(staging.id);
  });

  it('builds the kustomization of the branch, with the base beside it', async () => {
    const branch = branchName('overlay');
    await pushBranch(server, branch, {
      'kustomize/base/kustomization.yaml': 'resources: [web.yaml]',
      'kustomize/base/web.yaml': configMap('web', 'one'),
      'kustomize/overlays/staging/kustomization.yaml':
        'resources: [../../base]\nnamePrefix: x-\n',
    });
    const staging = await create('branch-overlay', branch);
    const { data } = await deployed(staging);
    assert.equal(data.get('x-web')?.text, 'one');
    await suite.discard(staging.id);
  });

  it('says of a branch that was not pushed that there is nothing', async () => {
    const staging = await create('branch-files');
    const { status } = await until(
      suite.client,
      staging.id,
      'failed',
      isFailed,
    );
    assert.equal(status.reason, 'SourceNotFound');
    assert.match(status.message ?? '', /^there is nothing at http/i);
    assert.equal(status.hint?.audience, 'platform');
    await suite.discard(staging.id);
  });
});

function fieldsOf(object: object): Record<string, string> {
  return 'data' in object ? (object.data as Record<string, string>) : {};
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Staging } from 'backstage-plugin-stagings-common';
import { Mark, marksIn } from './harness/marks';
import { Portal } from './harness/portal';
import { SuiteConfig, TOKEN } from './harness/portalConfig';
import { postgres } from './harness/postgres';
import {
  branchName,
  isFailed,
  isRunning,
  remove,
  until,
  useSuite,
} from './harness/suite';

const SHOP = 'component:default/shop';

/** Values with characters that each encoding writes differently. */
const MARKS = {
  parameter: 'mark-parameter/+?"one"&more',
  second: 'mark-second/+?"two"&more',
  inChart: 'mark-in-chart/+?&value',
  registry: 'mark-registry-password/+1',
  repository: 'mark-repository-password/+2',
  key: 'mark-sealing-key-of-more-than-32-characters',
  github: `ghp_${'m4rKm4rKm4'.repeat(4)}`,
  userinfo: 'mark-userinfo-pa55',
  bearer: 'mark-bearer-0123456789abcdef',
} as const;

const all: Mark[] = Object.entries(MARKS).map(([where, value]) => ({
  where,
  value,
}));

/** What the containers write: each mark, in clear and encoded, among other words. */
const SAYS = [
  `token=${MARKS.parameter}`,
  `b64=${Buffer.from(`user:${MARKS.parameter}`).toString('base64')}`,
  `url=/login?t=${encodeURIComponent(MARKS.inChart)}`,
  `chart=${MARKS.inChart}`,
  `git clone https://robot:${MARKS.userinfo}@git.example.com/a.git`,
  `Authorization: Bearer ${MARKS.bearer}`,
  MARKS.github,
  'the-visible-end',
].join(' | ');

const chart = {
  name: 'secret-chart',
  title: 'secret-chart',
  cluster: 'target',
  helm: {
    chart: resolve(__dirname, 'templates/secret-chart'),
    values: {
      token: '${{ parameters.token }}',
      inChart: MARKS.inChart,
      says: SAYS,
    },
  },
  parameters: {
    type: 'object',
    required: ['token'],
    properties: { token: { type: 'string', format: 'password', minLength: 8 } },
  },
  links: [
    {
      title: 'App',
      url: 'https://${{ staging.host }}/?t=${{ parameters.token }}',
    },
  ],
};

/** A chart that cannot be pulled, from a repository that wants credentials. */
const pulled = {
  name: 'pulled-chart',
  title: 'pulled-chart',
  cluster: 'target',
  helm: { chart: 'web', repo: 'http://127.0.0.1:9/charts' },
  parameters: { type: 'object' },
};

const database = postgres();

const adapt = (config: SuiteConfig) => ({
  ...config,
  stagings: {
    ...config.stagings,
    secrets: { keys: [MARKS.key] },
    registries: [
      ...config.stagings.registries,
      { host: 'registry.invalid', username: 'robot', password: MARKS.registry },
      {
        host: '127.0.0.1:9',
        username: 'robot',
        password: MARKS.repository,
        insecure: true,
      },
    ],
    templates: [...config.stagings.templates, chart, pulled],
  },
});

describe('secrets that are planted everywhere', () => {
  const suite = useSuite({
    adapt,
    ...(database && { database: database.config }),
  });
  const answers: string[] = [];
  let staging: Staging;
  let pulling: Staging;

  after(() => database?.drop());

  /** Asks the API, and keeps what it answers for the search. */
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${suite.portal.url}/api/stagings${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
      },
    });
    const text = await response.text();
    answers.push(text, JSON.stringify([...response.headers]));
    return { status: response.status, text };
  };
  const send = (method: string, path: string, body: object) =>
    ask(path, { method, body: JSON.stringify(body) });

  /** Asks each route that tells anything of a staging. */
  const askAll = async ({ id, namespace }: Staging) => {
    const { text } = await ask(`/v1/stagings/${id}/operations`);
    const { items } = JSON.parse(text) as { items: { id: string }[] };
    for (const operation of items) await ask(`/v1/operations/${operation.id}`);
    for (const part of ['', '/resources', '/events', '/revisions/1']) {
      await ask(`/v1/stagings/${id}${part}`);
    }
    const pods = await suite.cluster.list(
      `/api/v1/namespaces/${namespace}/pods`,
    );
    for (const pod of pods) {
      await ask(`/v1/stagings/${id}/pods/${pod.metadata.name}/logs`);
    }
    for (const [kind, name] of [
      ['Secret', 'keys'],
      ['ConfigMap', 'careless'],
    ]) {
      await ask(
        `/v1/stagings/${id}/manifest?kind=${kind}&name=${name}&group=&namespace=${namespace}`,
      );
    }
    await ask(`/v1/stagings?state=all&entityRef=${encodeURIComponent(SHOP)}`);
    await ask(`/v1/templates?entityRef=${encodeURIComponent(SHOP)}`);
    await ask('/v1/clusters');
  };

  it('are in the cluster, and what people read of it says so without them', async () => {
    const wanted = {
      entityRef: SHOP,
      template: 'secret-chart',
      branch: branchName('secrets'),
      parameters: { token: MARKS.parameter },
    };
    const preview = await send('POST', '/v1/preview', wanted);
    assert.match(preview.text, /careless/);
    const created = await send('POST', '/v1/stagings', wanted);
    assert.equal(created.status, 201, created.text);
    staging = JSON.parse(created.text);
    staging = await until(suite.client, staging.id, 'running', isRunning);
    assert.deepEqual(staging.secretParameters, ['token']);
    const secrets = await suite.cluster.get(
      `/api/v1/namespaces/${staging.namespace}/secrets/keys`,
    );
    const { data } = secrets.body as { data?: Record<string, string> };
    assert.equal(
      Buffer.from(data?.token ?? '', 'base64').toString(),
      MARKS.parameter,
    );
    await askAll(staging);
    const log = answers.find(
      answer => /the-visible-end/.test(answer) && !answer.startsWith('{'),
    );
    assert.match(log ?? '', /token=•••• \| b64=/);
  });

  it('are not in what a followed log streams', async () => {
    const [pod] = await suite.cluster.list(
      `/api/v1/namespaces/${staging.namespace}/pods`,
    );
    const leaving = new AbortController();
    const response = await fetch(
      `${suite.portal.url}/api/stagings/v1/stagings/${staging.id}/pods/${pod?.metadata.name}/logs?follow=true`,
      { headers: { authorization: `Bearer ${TOKEN}` }, signal: leaving.signal },
    );
    let text = '';
    const reader = response
      .body!.pipeThrough(new TextDecoderStream())
      .getReader();
    while (!text.includes('the-visible-end')) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
    }
    leaving.abort();
    assert.match(text, /the-visible-end/);
    answers.push(text);
  });

  it('are not in what is said of hooks, renders, images and charts that fail', async () => {
    const failing = [
      { parameters: { token: MARKS.second }, overrides: { hook: 'fail' } },
      { overrides: { hook: 'ok', broken: true } },
      { overrides: { hook: 'ok', broken: false, web: 'missing' } },
    ];
    for (const change of failing) {
      await send('POST', '/v1/preview', { stagingId: staging.id, ...change });
      const changed = await send('PATCH', `/v1/stagings/${staging.id}`, change);
      assert.equal(changed.status, 200, changed.text);
      const { revision } = JSON.parse(changed.text) as Staging;
      await until(
        suite.client,
        staging.id,
        'failed',
        s =>
          s.revision === revision &&
          (isFailed(s) || s.status.health === 'degraded'),
      );
      await askAll(staging);
    }
    const created = await send('POST', '/v1/stagings', {
      entityRef: SHOP,
      template: 'pulled-chart',
      branch: branchName('pulled'),
    });
    pulling = JSON.parse(created.text);
    await until(
      suite.client,
      pulling.id,
      'told why it waits',
      ({ status }) => status.message !== undefined,
    );
    await askAll(pulling);
  });

  it('are in no answer, in no log of the backend, and nowhere in the database', async () => {
    // Lines of logs are stored together, some time after they came.
    await sleep(1_000);
    const problems = answers.flatMap(answer => marksIn(answer, all));
    assert.deepEqual([...new Set(problems)], [], 'in answers of the API');
    assert.ok(answers.length > 50);
    assert.deepEqual(marksIn(suite.portal.log(), all), [], 'in the log');
    assert.match(suite.portal.log(), /staging-mutate/);
    assert.deepEqual(marksIn(await stored(suite.portal), all), []);
  });

  it('are erased with the staging', async () => {
    await remove(suite.client, pulling.id);
    const gone = await remove(suite.client, staging.id);
    assert.equal(gone.secretParameters, undefined);
  });
});

/** All that the plugin's database holds. */
async function stored(portal: Portal): Promise<string> {
  if (!database) {
    const { databaseFolder } = portal;
    return readdirSync(databaseFolder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /stagings/.test(entry.name))
      .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
  }
  const knex = database.connect();
  try {
    const { rows } = await knex.raw<{ rows: { tablename: string }[] }>(
      "select tablename from pg_tables where schemaname = 'public'",
    );
    const tables = await Promise.all(
      rows.map(({ tablename }) => knex(tablename).select()),
    );
    return JSON.stringify(tables);
  } finally {
    await knex.destroy();
  }
}

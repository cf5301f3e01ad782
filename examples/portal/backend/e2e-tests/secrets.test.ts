import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Staging } from 'backstage-plugin-stagings-common';
import { platformToken } from './harness/administrator';
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
  inTemplate: 'mark-in-the-configuration/+?&',
  /** As the chart's values.yaml has it. */
  inDefaults: 'mark-in-the-defaults/+?&',
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

/** What a controller might say of a Secret that it cannot use. */
const CONTROLLER_SAYS = [
  `cannot sign in with ${MARKS.parameter}`,
  `Basic ${Buffer.from(`user:${MARKS.parameter}`).toString('base64')}`,
  `GET /login?t=${encodeURIComponent(MARKS.inChart)}`,
  MARKS.inDefaults,
  MARKS.github,
  'the-told-end',
].join(' | ');

/** Keeps an object from going, so that a delete does not end. */
const HOLD = 'e2e.example.com/hold';

const chart = {
  name: 'secret-chart',
  title: 'secret-chart',
  cluster: 'target',
  helm: {
    chart: resolve(__dirname, 'templates/secret-chart'),
    values: {
      token: '${{ parameters.token }}',
      secrets: { inChart: MARKS.inChart, says: SAYS },
      database: { password: MARKS.inTemplate },
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
  const ask = async (path: string, init: RequestInit = {}, token = TOKEN) => {
    const response = await fetch(`${suite.portal.url}/api/stagings${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
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
  const askAll = async ({ id, namespace, revision: seen }: Staging) => {
    const { text } = await ask(`/v1/stagings/${id}/operations`);
    const { items } = JSON.parse(text) as { items: { id: string }[] };
    for (const operation of items) await ask(`/v1/operations/${operation.id}`);
    for (const part of ['', '/resources', '/events']) {
      await ask(`/v1/stagings/${id}${part}`);
    }
    for (let revision = 1; revision <= seen; revision++) {
      await ask(`/v1/stagings/${id}/revisions/${revision}`);
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
    const ref = encodeURIComponent(SHOP);
    await ask(`/v1/templates?entityRef=${ref}`);
    for (const template of ['secret-chart', 'pulled-chart']) {
      await ask(`/v1/templates/${template}/keys?entityRef=${ref}`);
    }
    await ask('/v1/clusters');
  };

  const untilEnded = async (id: string) => {
    for (let tries = 0; tries < 300; tries++) {
      const operations = await suite.client.listOperations(id);
      if (operations.every(({ endedAt }) => endedAt !== undefined)) return;
      await sleep(200);
    }
    throw new Error('The operation does not end');
  };

  /** Gives an order that leads to a state, and asks each route on the way and at the end. */
  const order = async (
    action: string,
    wanted: (staging: Staging) => boolean,
  ) => {
    const path = `/v1/stagings/${staging.id}/${action}`;
    const ordered = await send('POST', path, {});
    assert.equal(ordered.status, 202, ordered.text);
    await askAll(staging);
    staging = await until(suite.client, staging.id, action, wanted);
    await untilEnded(staging.id);
    await askAll(staging);
  };

  /** Searches all that was answered, logged and stored until now. */
  const search = async () => {
    // Lines of logs are stored together, some time after they came.
    await sleep(1_000);
    const problems = answers.flatMap(answer => marksIn(answer, all));
    assert.deepEqual([...new Set(problems)], [], 'in answers of the API');
    assert.deepEqual(marksIn(suite.portal.log(), all), [], 'in the log');
    assert.deepEqual(marksIn(await stored(suite.portal), all), [], 'stored');
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

  it('are not in what lists of keys say of templates and charts', async () => {
    const { text } = await ask(
      `/v1/templates/secret-chart/keys?entityRef=${encodeURIComponent(SHOP)}`,
    );
    assert.match(text, /"key":"database.password"/);
    assert.match(text, /"key":"database.admin.password"/);
  });

  it('are not in what the cluster says of its objects', async () => {
    const { namespace } = staging;
    await suite.cluster.edit('POST', `/api/v1/namespaces/${namespace}/events`, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'careless', namespace },
      type: 'Warning',
      reason: 'CannotSignIn',
      message: CONTROLLER_SAYS,
      involvedObject: {
        ...{ apiVersion: 'v1', kind: 'Secret', name: 'keys', namespace },
      },
      lastTimestamp: new Date().toISOString(),
      count: 1,
    });
    const { text } = await ask(`/v1/stagings/${staging.id}/events`);
    assert.match(text, /cannot sign in with ••••.*the-told-end/);
  });

  it('are not in what is told of orders and of what comes of them', async () => {
    await send('PATCH', `/v1/stagings/${staging.id}`, {
      overrides: { web: 'shop' },
    });
    await until(suite.client, staging.id, 'running', isRunning);
    await order('redeploy', isRunning);
    await order('restart', isRunning);
    await order('archive', ({ status }) => status.phase === 'archived');
    await order('restore', isRunning);
    await send('PATCH', `/v1/stagings/${staging.id}`, {
      overrides: { web: 'never-ready' },
      parameters: { token: MARKS.parameter },
    });
    await until(
      suite.client,
      staging.id,
      'deploying',
      ({ status }) => status.phase === 'deploying',
    );
    await order('cancel', ({ status }) => status.phase !== 'deploying');
  });

  it('are not in what is said of requests that are wrong', async () => {
    const path = `/v1/stagings/${staging.id}`;
    const wrong: Array<[string, string, string]> = [
      ['PATCH', path, `{"parameters":{"token":"${MARKS.second}"`],
      ['PATCH', path, JSON.stringify({ parameters: { token: ['x'] } })],
      ['PATCH', path, JSON.stringify({ secretsOf: 99 })],
      ['POST', `${path}/forget`, ''],
      [
        'POST',
        '/v1/stagings',
        JSON.stringify({
          ...{ entityRef: SHOP, template: 'secret-chart', branch: 'a b' },
          parameters: { token: MARKS.second, [MARKS.github]: true },
        }),
      ],
    ];
    for (const [method, at, body] of wrong) {
      const { status, text } = await ask(at, { method, body });
      assert.ok(status >= 400 && status < 500, text);
    }
  });

  it('are in no answer, in no log of the backend, and nowhere in the database', async () => {
    await search();
    assert.ok(answers.length > 200);
    assert.match(suite.portal.log(), /staging-mutate/);
  });

  it('are erased with a staging that is deleted', async () => {
    const deleted = await remove(suite.client, pulling.id);
    assert.equal(deleted.secretParameters, undefined);
  });

  it('are erased with one that is forgotten, and not in what is said to be left', async () => {
    const { id, namespace } = staging;
    const held = `/api/v1/namespaces/${namespace}/configmaps/careless`;
    const hold = (finalizers: string[]) =>
      suite.cluster.edit('PATCH', held, { metadata: { finalizers } });
    await hold([HOLD]);
    try {
      await suite.client.deleteStaging(id);
      const isHeldUp = ({ status }: Staging) =>
        status.phase === 'deleting' && status.message !== undefined;
      await until(suite.client, id, 'held up', isHeldUp);
      await askAll(staging);
      const path = `/v1/stagings/${id}/forget`;
      const token = await platformToken(suite.portal);
      const forgotten = await ask(path, { method: 'POST' }, token);
      assert.equal(forgotten.status, 202, forgotten.text);
      assert.doesNotMatch(forgotten.text, /secretParameters/);
      await askAll(staging);
      await ask('/v1/clusters', {}, token);
      await search();
    } finally {
      await hold([]);
    }
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

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CreateStagingRequest } from 'backstage-plugin-stagings-common';
import { STRANGER_TOKEN } from './harness/portalConfig';
import {
  branchName,
  clientOf,
  isFailed,
  isRunning,
  useSuite,
  until,
} from './harness/suite';

interface Refusal {
  statusCode: number;
  body: { error: { message: string } };
}

async function refusalOf(answer: Promise<unknown>): Promise<Refusal> {
  return answer.then(
    () => assert.fail('it was accepted'),
    (error: Refusal) => error,
  );
}

const request: CreateStagingRequest = {
  entityRef: 'component:default/shop',
  template: 'web',
  branch: 'feature/good',
  parameters: { version: '1.0.0' },
};

describe('bad input', () => {
  const suite = useSuite();

  const refused: [what: string, change: object, message: RegExp][] = [
    ['no branch', { branch: undefined }, /branch/],
    [
      'an unknown component',
      { entityRef: 'component:default/nope' },
      /entityRef: component:default\/nope is not in the catalog/,
    ],
    ['a malformed entity ref', { entityRef: ':::' }, /entityRef/],
    [
      'an unknown template',
      { template: 'nope' },
      /template: 'nope' does not apply/,
    ],
    [
      'a template that does not apply',
      { entityRef: 'component:default/money' },
      /template: 'web' does not apply/,
    ],
    ['an invalid branch', { branch: 'a..b' }, /branch: 'a\.\.b'/],
    ['an invalid name', { name: 'Not_A_Name' }, /name: 'Not_A_Name'/],
    [
      'a parameter of the wrong type',
      { parameters: { version: '1', replicas: 'two' } },
      /parameters\.replicas/,
    ],
    [
      'a parameter that does not exist',
      { parameters: { version: '1', colour: 'red' } },
      /parameters\.colour/,
    ],
    ['a field that does not exist', { color: 'red' }, /color/],
  ];
  for (const [what, change, message] of refused) {
    it(`refuses ${what} with a 400 that names the field, and makes nothing`, async () => {
      const refusal = await refusalOf(
        suite.client.createStaging({ ...request, ...change }),
      );
      assert.equal(refusal.statusCode, 400);
      assert.match(refusal.body.error.message, message);
      const { totalItems } = await suite.client.listStagings({ state: 'all' });
      assert.equal(totalItems, 0);
    });
  }

  it('refuses a service that the configuration does not list', async () => {
    const stranger = clientOf(suite.portal, STRANGER_TOKEN);
    const refusal = await refusalOf(stranger.listStagings({}));
    assert.equal(refusal.statusCode, 403);
    assert.match(refusal.body.error.message, /e2e-stranger/);
  });

  it('answers 404 for a staging that does not exist', async () => {
    const refusal = await refusalOf(
      suite.client.getStaging('00000000-0000-4000-8000-000000000000'),
    );
    assert.equal(refusal.statusCode, 404);
  });

  const failing: [template: string, reason: RegExp, message: RegExp][] = [
    ['not-yaml', /./, /config\.yaml/],
    ['other-namespace', /./, /settings.*kube-system/],
    ['cluster-scoped', /./, /ClusterRole everything/],
    ['broken-chart', /./, /size is required/],
  ];
  for (const [template, reason, message] of failing) {
    it(`fails a staging of the template ${template} with the reason and a hint, and writes nothing`, async () => {
      const created = await suite.client.createStaging({
        ...request,
        parameters: {},
        template,
        branch: branchName(template),
      });
      const { status, namespace } = await until(
        suite.client,
        created.id,
        'failed',
        isFailed,
      );
      assert.match(status.reason ?? '', reason);
      assert.match(status.message ?? '', message);
      assert.ok(status.hint?.text);
      const live = await suite.cluster.get(`/api/v1/namespaces/${namespace}`);
      assert.equal(live.status, 404);
      await suite.discard(created.id);
    });
  }

  it('waits for a cluster that cannot be reached, while other stagings go on', async () => {
    const waiting = await suite.client.createStaging({
      ...request,
      parameters: {},
      template: 'on-unreachable',
      branch: branchName('unreachable'),
    });
    const other = await suite.client.createStaging({
      ...request,
      template: 'web-plain',
      branch: branchName('other'),
    });
    await until(suite.client, other.id, 'running', isRunning);
    const { status } = await until(
      suite.client,
      waiting.id,
      'waiting',
      s => s.status.phase === 'waiting',
    );
    assert.equal(status.reason, 'ClusterUnreachable');
    assert.match(status.message ?? '', /unreachable cannot be reached/);
    for (const { id } of [waiting, other]) {
      await suite.discard(id);
    }
  });

  it('keeps one staging for each name, and one answer for each idempotency key', async () => {
    const body = {
      ...request,
      branch: branchName('twice'),
      template: 'web-plain',
    };
    const [first, again] = await Promise.all([
      suite.client.createStaging(body, { idempotencyKey: 'once' }),
      suite.client.createStaging(body, { idempotencyKey: 'once' }),
    ]);
    assert.equal(first.id, again.id);
    const refusal = await refusalOf(suite.client.createStaging(body));
    assert.equal(refusal.statusCode, 409);
    const stale = await refusalOf(
      suite.client.updateStaging(first.id, {
        revision: 7,
        parameters: { version: '9' },
      }),
    );
    assert.equal(stale.statusCode, 409);
    await suite.discard(first.id);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { encodeBody } from 'backstage-plugin-stagings-backend/src/cluster/transport/encodeBody';
import { parseManifests } from 'backstage-plugin-stagings-backend/src/render/normalise/parseManifests';
import { jsonValue, unicodeText } from './generators/text';
import { Random, seeded } from './generators/random';
import { yamlText } from './generators/yaml';
import { administrator } from './harness/cluster';
import { AdminCall } from './harness/leastPrivilege';

const { KUBECONFIG } = process.env;
const SEED = Number(process.env.E2E_SEED ?? Date.now() % 1_000_000);
const AT_ONCE = 16;
const NAMESPACE = `codec-${Date.now().toString(36)}`;
const REVISIONS = `/apis/apps/v1/namespaces/${NAMESPACE}/controllerrevisions`;

/** A kind whose `data` may be any JSON, which the server keeps as it has read it. */
const revision = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  metadata: { name, namespace: NAMESPACE },
  revision: 1,
});

function yamlOf(object: ReturnType<typeof revision>, value: string): string {
  const lines = Object.entries(object).map(
    ([key, field]) => `${key}: ${JSON.stringify(field)}`,
  );
  return [...lines, 'data:', `  key: ${value}`, ''].join('\n');
}

/** Runs as many cases as fit into the time, several at once. */
async function forMilliseconds(
  limit: number,
  test: (random: Random) => Promise<void>,
): Promise<number> {
  const random = seeded(SEED);
  const deadline = Date.now() + limit;
  let cases = 0;
  while (Date.now() < deadline) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => test(random)));
    cases += AT_ONCE;
  }
  return cases;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

describe(
  `bodies and YAML, as the API server understands them (E2E_SEED=${SEED})`,
  { skip: KUBECONFIG ? false : 'needs the API server of KUBECONFIG' },
  () => {
    let call: AdminCall;

    async function expectStatus(
      wanted: number[],
      ...[method, path, body, type = 'application/json']: [
        string,
        string,
        object | string,
        string?,
      ]
    ) {
      const answer = await call(method, path, body, type);
      assert.ok(
        wanted.includes(answer.status),
        `${method} ${path}: ${answer.text}\n${body}`,
      );
      return JSON.parse(answer.text);
    }

    /** What server-side apply makes of a body of ours, and stores. */
    async function applied(path: string, object: object) {
      const query = 'fieldManager=e2e-codec&force=true';
      const body = encodeBody(object);
      const type = 'application/apply-patch+yaml';
      await expectStatus([200, 201], 'PATCH', `${path}?${query}`, body, type);
      return expectStatus([200], 'GET', path, '');
    }

    /** What the server itself reads in a text, or its objection. */
    async function serversReading(text: string): Promise<unknown> {
      const answer = await call(
        'POST',
        `${REVISIONS}?dryRun=All`,
        text,
        'application/yaml',
      );
      const body = JSON.parse(answer.text);
      return answer.status === 201 ? { data: body.data } : body.message;
    }

    before(async () => {
      call = administrator(KUBECONFIG!);
      const metadata = { name: NAMESPACE };
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata };
      await expectStatus([201], 'POST', '/api/v1/namespaces', namespace);
    });

    after(async () => {
      await call('DELETE', `/api/v1/namespaces/${NAMESPACE}`, '', '');
    });

    it('texts arrive unchanged in the data and annotations of a ConfigMap', async t => {
      let number = 0;
      const cases = await forMilliseconds(5_000, async random => {
        const name = `text-${++number}`;
        const texts = Object.fromEntries(
          random
            .several(30, () => unicodeText(random, 30))
            .map((text, index) => [`k${index}`, text]),
        );
        const path = `/api/v1/namespaces/${NAMESPACE}/configmaps/${name}`;
        const live = await applied(path, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name, namespace: NAMESPACE, annotations: texts },
          data: texts,
        });
        assert.deepEqual(live.data ?? {}, texts);
        assert.deepEqual(live.metadata.annotations ?? {}, texts);
      });
      t.diagnostic(`${cases} ConfigMaps`);
    });

    it('any JSON arrives unchanged, keys and all', async t => {
      let number = 0;
      const cases = await forMilliseconds(4_000, async random => {
        const name = `json-${++number}`;
        const data = { value: jsonValue(random) };
        const object = { ...revision(name), data };
        const live = await applied(`${REVISIONS}/${name}`, object);
        assert.deepEqual(sorted(live.data), sorted(data));
      });
      t.diagnostic(`${cases} values`);
    });

    it('YAML that the server reads has the same value here', async t => {
      let refused = 0;
      const cases = await forMilliseconds(8_000, async random => {
        const text = yamlOf(revision('yaml'), yamlText(random));
        const theirs = await serversReading(text);
        if (typeof theirs === 'string') {
          refused++;
          return;
        }
        const [ours] = parseManifests(text, 'fuzz.yaml');
        const reading = { data: ours?.object.data };
        assert.deepEqual(sorted(reading), sorted(theirs), text);
      });
      assert.ok(refused < cases / 2, 'most of the texts are YAML');
      t.diagnostic(`${cases} texts, ${refused} of them refused by the server`);
    });

    for (const value of [
      '.inf',
      '-.Inf',
      '.NaN',
      '!!int abc',
      '!!bool 1',
      '!!float yes',
      '!!null x',
      '!!binary "?"',
      '*nothing',
      '&a [*a]',
      '{? {a: b} : c}',
      '{<<: 7}',
    ]) {
      it(`neither takes ${value}`, async () => {
        const text = yamlOf(revision('yaml'), value);
        const theirs = await serversReading(text);
        assert.equal(typeof theirs, 'string', JSON.stringify(theirs));
        assert.throws(() => parseManifests(text, 'fuzz.yaml'), {
          name: 'TerminalError',
        });
      });
    }

    for (const [mode, value] of [
      ['0644', 420],
      ['0o644', 420],
      ['420', 420],
      ['0x1A4', 420],
      ['0b110100100', 420],
      ['4_20', 420],
      ['0_644', 420],
      ['+0644', 420],
    ] as const) {
      it(`a typed field: defaultMode: ${mode} is ${value}`, async () => {
        const text = [
          'apiVersion: v1',
          'kind: Pod',
          `metadata: {name: m${value}, namespace: ${NAMESPACE}}`,
          'spec:',
          '  automountServiceAccountToken: off',
          '  containers: [{name: c, image: i, tty: yes, env: [{name: A, value: "on"}]}]',
          `  volumes: [{name: v, configMap: {name: c, defaultMode: ${mode}}}]`,
        ].join('\n');
        const pods = `/api/v1/namespaces/${NAMESPACE}/pods`;
        const theirs = await expectStatus(
          [201],
          'POST',
          `${pods}?dryRun=All`,
          text,
          'application/yaml',
        );
        const [ours] = parseManifests(text, 'pod.yaml');
        const live = await expectStatus(
          [201],
          'PATCH',
          `${pods}/m${value}?dryRun=All&fieldManager=e2e-codec`,
          encodeBody(ours!.object),
          'application/apply-patch+yaml',
        );
        assert.deepEqual(live.spec, theirs.spec);
        assert.equal(live.spec.volumes[0].configMap.defaultMode, value);
      });
    }

    it('several documents are the same objects, in the same order', () => {
      const texts = ['--- # one', '\n', '---\n# nothing\n', '...\n'];
      const random = seeded(SEED);
      const names = random.several(20, () => `n${random.below(1_000_000)}`);
      const stream = names.map(
        name =>
          `${random.pick(texts)}\n---\n${JSON.stringify(revision(name))}\n`,
      );
      assert.deepEqual(
        parseManifests(stream.join(''), 'many.yaml').map(
          ({ object }) => object.metadata.name,
        ),
        names,
      );
    });
  },
);

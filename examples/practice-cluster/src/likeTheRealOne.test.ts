/**
 * The same calls with the same answers on the practice cluster and, when
 * KUBECONFIG is set, on a real API server.
 */
import { asObject, asObjects, at, Json } from './model/json';
import { Answer, APPLY, eventually, MERGE } from './testing/apiClient';
import { configMap } from './testing/manifests';
import { apps, core, ns, refusals, setUp } from './testing/refusals';
import { servers } from './testing/servers';
import { withNamespace } from './testing/withNamespace';

describe.each(servers)('$name', server => {
  const { api } = withNamespace(ns, server);

  beforeAll(async () => {
    for (const [path, body] of setUp) await api('POST', path, body);
    await eventually(
      () => api('GET', `${core}/persistentvolumeclaims/data-db-0`),
      ({ body }) => asObject(body.status).phase === 'Bound',
    );
    await eventually(
      () => api('GET', `${core}/pods`),
      ({ body }) =>
        asObjects(body.items).filter(
          ({ status }) => asObject(status).phase === 'Running',
        ).length >= 4,
    );
  }, 30_000);

  it.each(refusals)(
    'answers $what with $code',
    async ({ call, code, reason, fields, says }) => {
      const [method, path, body, type] = call;
      const answer = await api(
        method,
        path,
        body,
        type === undefined ? {} : { 'content-type': type },
      );
      expect({
        code: answer.code,
        reason: answer.body.reason,
        message: answer.body.message ?? answer.text,
      }).toEqual({
        code,
        reason,
        message: expect.stringContaining(says ?? ''),
      });
      const causes = asObjects(asObject(answer.body.details).causes).map(
        ({ field }) => field,
      );
      expect(causes).toEqual(fields ?? causes);
    },
  );

  describe('server-side apply', () => {
    const place = `${apps}/deployments/shared`;
    const config = (spec: Json, labels: Record<string, string>): Json => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'shared', labels },
      spec,
    });
    const withEnv = (...names: string[]): Json => ({
      selector: { matchLabels: { app: 'shared' } },
      template: {
        metadata: { labels: { app: 'shared' } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'shop:1',
              env: names.map(name => ({ name, value: '1' })),
            },
          ],
        },
      },
    });
    const apply = (manager: string, body: Json, more = '') =>
      api('PATCH', `${place}?fieldManager=${manager}${more}`, body, {
        'content-type': APPLY,
      });
    const containers = (answer: Answer) =>
      asObjects(at(answer.body, 'spec', 'template', 'spec', 'containers'));
    const envOf = (answer: Answer) =>
      containers(answer).map(({ env }) =>
        asObjects(env).map(({ name }) => name),
      );
    const ownedBy = (answer: Answer, manager: string) => {
      const entries = asObjects(at(answer.body, 'metadata', 'managedFields'));
      return entries.find(entry => entry.manager === manager)?.fieldsV1;
    };

    it('creates with ownership of exactly what was sent', async () => {
      const answer = await apply(
        'one',
        config(withEnv('A', 'B'), { one: 'yes', both: 'yes' }),
      );
      expect(answer.code).toBe(201);
      const container = 'k:{"name":"web"}';
      expect(ownedBy(answer, 'one')).toEqual({
        'f:metadata': { 'f:labels': { 'f:both': {}, 'f:one': {} } },
        'f:spec': {
          'f:selector': {},
          'f:template': {
            'f:metadata': { 'f:labels': { 'f:app': {} } },
            'f:spec': {
              'f:containers': {
                [container]: {
                  '.': {},
                  'f:env': {
                    'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} },
                    'k:{"name":"B"}': { '.': {}, 'f:name': {}, 'f:value': {} },
                  },
                  'f:image': {},
                  'f:name': {},
                },
              },
            },
          },
        },
      });
    });

    it('lets two managers own one field and merges lists by key', async () => {
      const spec = {
        template: {
          spec: {
            containers: [{ name: 'web', env: [{ name: 'C', value: '1' }] }],
          },
        },
      };
      const answer = await apply(
        'two',
        config(spec, { both: 'yes', two: 'yes' }),
      );
      expect(answer.code).toBe(200);
      expect(envOf(answer)).toEqual([['A', 'B', 'C']]);
      expect(at(answer.body, 'metadata', 'generation')).toBe(2);
    });

    it('removes what is dropped unless somebody else owns it', async () => {
      const answer = await apply('one', config(withEnv('A'), {}));
      expect(envOf(answer)).toEqual([['A', 'C']]);
      expect(at(answer.body, 'metadata', 'labels')).toEqual({
        both: 'yes',
        two: 'yes',
      });
    });

    it('takes a field over by force, and gives it back its default when dropped', async () => {
      await api(
        'PATCH',
        place,
        { spec: { replicas: 3 } },
        { 'content-type': MERGE },
      );
      const sized = { ...asObject(withEnv('A')), replicas: 2 };
      expect((await apply('one', config(sized, {}))).code).toBe(409);
      const forced = await apply('one', config(sized, {}), '&force=true');
      expect(at(forced.body, 'spec', 'replicas')).toBe(2);
      expect(
        at(Object(ownedBy(forced, 'tests')), 'f:spec', 'f:replicas'),
      ).toBeUndefined();
      const dropped = await apply('one', config(withEnv('A'), {}));
      expect(at(dropped.body, 'spec', 'replicas')).toBe(1);
    });

    it('keeps what is null in a map of strings as an empty value', async () => {
      const body = { ...configMap('nulls'), data: { a: null } };
      const path = `${core}/configmaps/nulls?fieldManager=one`;
      const answer = await api('PATCH', path, body, { 'content-type': APPLY });
      expect(answer.body.data).toEqual({ a: '' });
    });

    it('ignores the status', async () => {
      const body = asObject(config(withEnv('A'), {}));
      const answer = await apply('one', { ...body, status: { replicas: 7 } });
      expect(at(answer.body, 'status', 'replicas')).not.toBe(7);
      expect(JSON.stringify(ownedBy(answer, 'one'))).not.toContain('status');
    });

    it('refuses to leave a container to a manager that names no image', async () => {
      const [main = {}] = containers(
        await apply('one', config(withEnv('A'), {})),
      );
      const sidecar = { name: 'side', image: 'side:1' };
      const only = [{ name: 'web', image: 'shop:1', env: main.env }];
      const spec = (list: Json[]) => ({
        selector: { matchLabels: { app: 'shared' } },
        template: {
          metadata: { labels: { app: 'shared' } },
          spec: { containers: list },
        },
      });
      await apply('one', config(spec([...only, sidecar]), {}));
      const env = [{ name: 'X', value: '1' }];
      const foreign = {
        template: { spec: { containers: [{ name: 'side', env }] } },
      };
      expect(
        containers(await apply('three', config(foreign, {}))),
      ).toHaveLength(2);
      const answer = await apply('one', config(spec(only), {}));
      expect(answer.code).toBe(422);
    });

    it('removes an entry with the fields that others have in it', async () => {
      const ports = (list: Json[]) => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'ported' },
        spec: { ports: list },
      });
      const path = `${core}/services/ported?fieldManager=`;
      const type = { 'content-type': APPLY };
      const http = { name: 'http', port: 80 };
      const admin = { name: 'admin', port: 81 };
      await api('PATCH', `${path}one`, ports([http, admin]), type);
      const node = {
        spec: {
          ports: [
            { ...http, targetPort: 80 },
            { ...admin, targetPort: 8081 },
          ],
        },
      };
      await api('PATCH', `${core}/services/ported`, node, {
        'content-type': MERGE,
      });
      const answer = await api('PATCH', `${path}one`, ports([http]), type);
      const names = asObjects(at(answer.body, 'spec', 'ports')).map(
        ({ name }) => name,
      );
      expect(names).toEqual(['http']);
    });
  });
});

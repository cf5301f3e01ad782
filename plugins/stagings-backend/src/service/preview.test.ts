import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LimitsConfig, TemplateConfig } from '../config/types';
import { PreviewOrder } from '../model/preview';
import { findStaging, insertStaging } from '../store';
import { storeDatabases } from '../store/__testUtils__/databases';
import { stagingRecord } from '../store/__testUtils__/records';
import { ServiceContext } from './context';
import { PreviewInput, previewStaging } from './preview';

jest.setTimeout(60_000);

const databases = storeDatabases();

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};

const template: TemplateConfig = {
  name: 'web',
  title: 'Web',
  cluster: 'staging',
  source: { renderer: 'manifests', paths: [] },
  parameters: {
    type: 'object',
    properties: { size: { type: 'integer', default: 1 } },
  },
  links: [{ title: 'App', url: 'https://${{ staging.host }}' }],
  version: '${{ parameters.size }}',
  adopt: 'never',
  allowClusterScoped: [],
  allowClusterRoles: [],
  prune: { maxShare: 0.5, allow: [] },
  timeouts: { deploy: 1_000 },
};

const caller = {
  type: 'user' as const,
  actor: 'user:default/ada',
  credentials: mockCredentials.user('user:default/ada'),
};

const nothingFound = {
  objects: [],
  images: [],
  hooks: [],
  problems: [],
  notes: [],
};

function toCreate(request: object = {}): PreviewInput {
  return {
    type: 'create',
    caller,
    entity,
    template,
    request: {
      entityRef: 'component:default/shop',
      template: 'web',
      branch: 'feature/x',
      name: 'shop-x',
      ...request,
    },
  };
}

describe.each(databases.ids)('a preview on %s', databaseId => {
  async function world(limits: Partial<LimitsConfig> = {}) {
    const db = await databases.open(databaseId);
    const changed = jest.fn();
    const orders: PreviewOrder[] = [];
    const context = {
      db,
      config: { baseDomain: 'example.com', limits, templates: [template] },
      catalog: catalogServiceMock({ entities: [entity] }),
      auth: mockServices.auth(),
      programs: { problemOf: async () => undefined },
      now: Date.now,
      changed,
    } as unknown as ServiceContext;
    const previewer = {
      preview: async (order: PreviewOrder) => {
        orders.push(order);
        return nothingFound;
      },
    };
    const { signal } = new AbortController();
    return {
      db,
      changed,
      orders,
      preview: (input: PreviewInput) =>
        previewStaging(context, previewer, input, signal),
    };
  }

  it('says what a new staging would be, and stores nothing', async () => {
    const { preview, db, changed, orders } = await world();
    const answer = await preview(toCreate({ parameters: { size: 2 } }));
    expect(answer).toEqual({
      ...nothingFound,
      name: 'shop-x',
      cluster: 'staging',
      namespace: 'stg-shop-x',
      host: 'shop-x.example.com',
      links: [{ title: 'App', url: 'https://shop-x.example.com' }],
      version: '2',
    });
    expect(orders).toMatchObject([
      { compare: true, staging: { parameters: { size: 2 }, revision: 1 } },
    ]);
    expect(await findStaging(db, orders[0]!.staging.id)).toBeUndefined();
    expect(changed).not.toHaveBeenCalled();
  });

  it.each([
    ['branch', { branch: 'a..b' }, /^branch: /],
    ['name', { name: 'No' }, /^name: /],
    ['parameter', { parameters: { size: 'big' } }, /^parameters\.size: /],
  ])('refuses a bad %s as a create does', async (_, request, message) => {
    const { preview } = await world();
    await expect(preview(toCreate(request))).rejects.toThrow(message);
  });

  it.each([
    ['its own name', { name: 'shop-x' }, { name: 'shop-x' }],
    ['the name of its branch', { name: undefined }, { name: undefined }],
  ])(
    'tells that %s is taken, and compares with nothing',
    async (_, request, holder) => {
      const { preview, db, orders } = await world();
      const { name } = await preview(toCreate(holder));
      await insertStaging(
        db,
        stagingRecord({ id: 'holder', name, branch: 'feature/x' }),
        {},
      );
      const answer = await preview(toCreate(request));
      expect(answer.problems).toMatchObject([{ reason: 'NameTaken' }]);
      expect(orders.at(-1)).toMatchObject({ compare: false });
    },
  );

  it('tells that there is no room', async () => {
    const { preview, db } = await world({ perComponent: 1 });
    await insertStaging(db, stagingRecord({ id: 'one' }), {});
    expect((await preview(toCreate())).problems).toMatchObject([
      { reason: 'LimitReached' },
    ]);
  });

  const stored = stagingRecord({
    id: 'stored',
    phase: 'running',
    parameters: { size: 1 },
    overrides: { image: { tag: 'v1', pull: null }, port: 1 },
  });

  const toChange = (request: object, record: object = {}): PreviewInput => ({
    type: 'change',
    staging: { ...stored, ...record },
    entity,
    template,
    request,
  });

  it.each([
    [
      'a patch, whose null takes a value back',
      { overrides: { image: { tag: null }, port: 2 } },
      { image: { pull: null }, port: 2 },
    ],
    [
      'overrides that are given whole, whose null is kept',
      { overrides: { image: { tag: null } }, replace: ['overrides'] },
      { image: { tag: null } },
    ],
    ['other inputs alone', { parameters: { size: 3 } }, stored.overrides],
  ])('works out %s', async (_, request, overrides) => {
    const { preview, orders } = await world();
    await preview(toChange(request));
    expect(orders[0]!.staging.overrides).toEqual(overrides);
  });

  it.each([
    ['the next revision of a change', { parameters: { size: 3 } }, 2],
    ['the same revision where nothing changes', { overrides: { port: 1 } }, 1],
  ])('is of %s', async (_, request, revision) => {
    const { preview, orders } = await world();
    await preview(toChange(request));
    expect(orders[0]!.staging.revision).toBe(revision);
  });

  it('takes parameters that are given whole for all there are', async () => {
    const { preview, orders } = await world();
    await preview(toChange({ parameters: {}, replace: ['parameters'] }));
    expect(orders[0]!.staging).toMatchObject({ parameters: {}, version: '1' });
  });

  it('refuses to replace what it is not given', async () => {
    const { preview } = await world();
    await expect(preview(toChange({ replace: ['overrides'] }))).rejects.toThrow(
      /^replace: names overrides/,
    );
  });

  it('says that the change of an archived staging waits', async () => {
    const { preview } = await world();
    const archived = { phase: 'archived', desired: 'archived' };
    const { notes } = await preview(toChange({}, archived));
    expect(notes).toEqual([
      {
        level: 'info',
        message:
          'The staging is archived: the change takes effect when it is restored',
      },
    ]);
  });

  it('refuses a change that the phase does not allow', async () => {
    const { preview } = await world();
    await expect(
      preview(toChange({}, { phase: 'deleting', desired: 'deleted' })),
    ).rejects.toThrow(/is deleting/);
  });
});

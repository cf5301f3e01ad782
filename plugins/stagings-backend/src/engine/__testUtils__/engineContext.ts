import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { UnknownClusterError } from '../../cluster/errors';
import { ClusterClient, ClusterRegistry } from '../../cluster/types';
import { StagingsConfig } from '../../config/types';
import { ImageState } from '../../registry';
import { createManifestsRenderer } from '../../render/manifests/createManifestsRenderer';
import { UrlSources } from '../../template/sources/UrlSources';
import { Vault } from '../../secrets/Vault';
import { KnownSecrets } from '../redaction/KnownSecrets';
import { EngineContext } from '../context';

const SHOP = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};

/** An engine with one cluster, `staging`, and the template `web` from a folder of manifests. */
export function engineContext(given: {
  db: Knex;
  cluster?: ClusterClient;
  /** Folder of the manifests. */
  manifests?: string;
  workers?: number;
  /** What registries know of an image; without it, none is asked. */
  imageState?: (image: string) => ImageState;
  now?: () => number;
}): EngineContext & {
  notify: jest.Mock;
  logger: ReturnType<typeof mockServices.logger.mock>;
} {
  const { db, cluster, manifests = '/', workers = 2, now = Date.now } = given;
  const { imageState = () => ({ state: 'notListed' }) } = given;
  const config: StagingsConfig = {
    baseDomain: 'stagings.example.com',
    templates: [
      {
        name: 'web',
        title: 'Web',
        cluster: 'staging',
        source: {
          renderer: 'manifests',
          paths: [{ from: 'disk', path: manifests }],
        },
        parameters: { type: 'object' },
        links: [],
        adopt: 'never',
        allowClusterScoped: [],
        allowClusterRoles: [],
        prune: { maxShare: 0.5, allow: [] },
        timeouts: { deploy: 600_000 },
      },
    ],
    clusters: {},
    registries: [],
    secrets: { keys: [] },
    admins: [],
    callers: [],
    limits: { requestsPerMinute: 3_000, logSize: 16 },
    archive: {},
    history: { retention: 30 * 86_400_000 },
    engine: { workers },
    programs: {},
  };
  const clusters: ClusterRegistry = {
    names: () => (cluster ? [cluster.name] : []),
    get: name => {
      if (cluster?.name === name) return cluster;
      throw new UnknownClusterError(name, cluster ? [cluster.name] : []);
    },
    close: () => cluster?.close(),
  };
  const vault = new Vault(['a key for tests']);
  return {
    db,
    config,
    vault,
    known: new KnownSecrets({ db, config, vault, clusters, now }),
    catalog: catalogServiceMock({ entities: [SHOP] }),
    auth: mockServices.auth(),
    auditor: mockServices.auditor.mock(),
    clusters,
    renderers: new Map([
      [
        'manifests',
        createManifestsRenderer({
          urls: new UrlSources(mockServices.urlReader.mock(), now),
        }),
      ],
    ]),
    healthRules: new Map(),
    images: { lookUp: async image => imageState(image) },
    logger: mockServices.logger.mock(),
    installation: 'portal',
    owner: 'worker',
    now,
    notify: jest.fn(),
  };
}

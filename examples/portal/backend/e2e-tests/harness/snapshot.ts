import { TestCluster } from './cluster';

const INSTALLATION_LABEL = 'stagings.backstage.io/installation';
const KINDS = [
  ['/api/v1', 'configmaps'],
  ['/apis/apps/v1', 'deployments'],
];
/** The cluster puts it into every namespace. */
const CLUSTERS_OWN = 'kube-root-ca.crt';

/** The owner of what no portal made. */
export const PERSON = 'person';

/** Objects by plural and name, each with what another owner's write would change. */
export type Snapshot = Record<string, unknown>;

/** What is in a namespace, by the installation whose it is. */
export async function snapshot(
  cluster: TestCluster,
  namespace: string,
): Promise<Map<string, Snapshot>> {
  const found = new Map<string, Snapshot>();
  for (const [api, plural] of KINDS) {
    const objects = await cluster.list(
      `${api}/namespaces/${namespace}/${plural}`,
    );
    for (const { metadata } of objects) {
      if (metadata.name === CLUSTERS_OWN) continue;
      const { uid, generation, labels, name } = metadata;
      const owner = labels?.[INSTALLATION_LABEL] ?? PERSON;
      found.set(owner, {
        ...found.get(owner),
        [`${plural}/${name}`]: { uid, generation, labels },
      });
    }
  }
  return found;
}

/** The installation that a namespace was made by. */
export async function installationOf(
  cluster: TestCluster,
  namespace: string,
): Promise<string> {
  const { body } = await cluster.get(`/api/v1/namespaces/${namespace}`);
  const label = body.metadata?.labels?.[INSTALLATION_LABEL];
  if (!label) throw new Error(`The namespace ${namespace} belongs to nobody`);
  return label;
}

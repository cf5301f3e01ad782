import { ApiError } from '../../cluster/errors';
import { ClusterClient, ClusterRegistry } from '../../cluster/types';
import { StagingsConfig } from '../../config/types';
import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { StagingRecord } from '../../model/staging';
import { Redactor } from '../../redaction';
import { readableTexts } from '../../secrets/openSecrets';
import { platformSecrets } from '../../secrets/platformSecrets';
import { Vault } from '../../secrets/Vault';
import { Db, readInventory, sealedSecrets } from '../../store';
import { secretNamesOf } from './secretNamesOf';
import { secretsOfObjects } from './secretsOfObjects';

/** Secrets of the cluster are read again after so long. */
const REMEMBERED_MS = 60_000;

/** So many stagings are remembered: a bound for the memory, not for what is redacted. */
const MOST_REMEMBERED = 500;

type Staging = StagingRecord;

/** What has to be kept out of all that is told about a staging. */
export class KnownSecrets {
  /** Knows the secrets of the platform alone. */
  readonly platform: Redactor;
  private readonly parts: {
    db: Db;
    vault: Vault;
    clusters: ClusterRegistry;
    now(): number;
  };
  private readonly remembered = new Map<
    string,
    { at: number; redactor: Promise<Redactor> }
  >();

  constructor(
    parts: KnownSecrets['parts'] & {
      config: Pick<StagingsConfig, 'clusters' | 'registries' | 'secrets'>;
    },
  ) {
    this.parts = parts;
    this.platform = new Redactor(platformSecrets(parts.config));
  }

  /** Knows the secret parameters of the staging, and asks nobody. */
  ofParameters(staging: Pick<Staging, 'id' | 'secrets'>): Redactor {
    return this.platform.with(readableTexts(this.parts.vault, staging));
  }

  /**
   * Knows the secret parameters that the staging has and had, and the Secrets that it has in the cluster.
   *
   * @param pod - one whose log is to be read: the Secrets that it uses are known too, whoever made them
   * @throws what the cluster throws
   */
  async of(staging: Staging, pod?: KubeObject): Promise<Redactor> {
    const redactor = await this.remember(staging);
    if (!pod) return redactor;
    const names = secretNamesOf(pod);
    const secrets = await this.readAll(
      staging,
      names.map(name => ({
        group: '',
        version: 'v1',
        kind: 'Secret',
        namespace: staging.namespace,
        name,
      })),
    );
    return redactor.with(secretsOfObjects(secrets, staging));
  }

  /** As {@link KnownSecrets.of}; where the cluster does not tell, without what it has. */
  async asFarAsKnown(staging: Staging): Promise<Redactor> {
    try {
      return await this.of(staging);
    } catch {
      // What is told then is mostly that the cluster does not answer; it must not be held up by that.
      return this.ofHistory(staging);
    }
  }

  private async remember(staging: Staging): Promise<Redactor> {
    const { now } = this.parts;
    const key = `${staging.id} ${staging.revision} ${staging.appliedRevision}`;
    const known = this.remembered.get(key);
    if (known && now() - known.at < REMEMBERED_MS) return known.redactor;
    const redactor = this.find(staging);
    this.remembered.delete(key);
    this.remembered.set(key, { at: now(), redactor });
    redactor.catch(() => this.remembered.delete(key));
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > MOST_REMEMBERED && oldest !== undefined) {
      this.remembered.delete(oldest);
    }
    return redactor;
  }

  private async find(staging: Staging): Promise<Redactor> {
    const { db } = this.parts;
    const inventory = await readInventory(db, staging.id);
    const secrets = inventory.filter(
      ({ group, kind }) => group === '' && kind === 'Secret',
    );
    const objects = await this.readAll(staging, secrets);
    const known = await this.ofHistory(staging);
    return known.with(secretsOfObjects(objects, staging, inventory));
  }

  /** What was a secret once may still be in events and logs, and be in use elsewhere. */
  private async ofHistory(staging: Staging): Promise<Redactor> {
    const { db, vault } = this.parts;
    const { id } = staging;
    const earlier = await sealedSecrets(db, id);
    return this.ofParameters(staging).with(
      earlier.flatMap(secrets => readableTexts(vault, { id, secrets })),
    );
  }

  private async readAll(
    staging: Staging,
    entries: readonly Pick<
      InventoryEntry,
      'group' | 'version' | 'kind' | 'namespace' | 'name'
    >[],
  ): Promise<KubeObject[]> {
    if (entries.length === 0) return [];
    const client = this.parts.clusters.get(staging.cluster);
    const found = await Promise.all(
      entries.map(entry => readSecret(client, entry)),
    );
    return found.flatMap(object => object ?? []);
  }
}

/** Undefined where there is none, or none that this account may read. */
async function readSecret(
  client: ClusterClient,
  entry: Parameters<ClusterClient['get']>[0],
): Promise<KubeObject | undefined> {
  try {
    const secret = await client.get(entry);
    return secret && { ...secret, apiVersion: 'v1', kind: 'Secret' };
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return undefined;
    throw error;
  }
}

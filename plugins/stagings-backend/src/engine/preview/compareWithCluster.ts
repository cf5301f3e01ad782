import { Explanation, PreviewNote } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { isDefinition } from '../../model/definition';
import { InventoryEntry } from '../../model/inventory';
import {
  describeObject,
  identityKey,
  identityOf,
  KubeObject,
} from '../../model/kubeObject';
import { isUnowned } from '../../model/ownership';
import { isIsolation } from '../../policy';
import { readInventory } from '../../store';
import { explainFailure } from '../failures/explain';
import { findNamespace, FoundNamespace } from '../apply/namespaces';
import { isOurs, notOurs, refOf } from '../apply/ownership';
import { templateOf } from '../rendering/templateOf';
import { compareObject, Comparison, Pair } from './compareObject';
import { findRemovals } from './removals';
import { ClusterOutlook, ObjectOutlook, Subject } from './types';

/**
 * Compares a render with what is in the cluster, and writes nothing. Where the staging may not use its
 * namespace, nothing in it is read.
 *
 * @throws ClusterUnreachableError, ApiError: what kept it from looking
 */
export async function compareWithCluster(
  subject: Subject,
  client: ClusterClient,
  objects: readonly KubeObject[],
): Promise<ClusterOutlook> {
  const { context, staging } = subject;
  const inventory = await readInventory(context.db, staging.id);
  const namespace = await tryNamespace(subject, client, inventory);
  if (typeof namespace !== 'string') {
    return { ...allNew(objects), problems: [namespace] };
  }
  const wanted =
    namespace === 'adopted'
      ? objects.filter(
          object => object.kind !== 'Namespace' && !isIsolation(object),
        )
      : objects;
  const compared = await compareAll(subject, client, {
    namespace,
    inventory,
    objects: wanted,
  });
  const { removals, problem } = await findRemovals(
    subject,
    client,
    inventory,
    compared,
  );
  return {
    objects: compared,
    removals,
    problems: [
      ...compared.flatMap(found => found.problem ?? []),
      ...(problem ? [problem] : []),
    ],
    notes: [...namespaceNotes(subject, namespace), ...warningsOf(compared)],
  };
}

/** A render of which nothing is in the cluster. */
export function allNew(objects: readonly KubeObject[]): ClusterOutlook {
  return {
    objects: objects.map(object => ({ object, action: 'create' })),
    removals: [],
    problems: [],
    notes: [],
  };
}

/** Answers why not where the staging may not use its namespace. */
async function tryNamespace(
  subject: Subject,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
): Promise<FoundNamespace | Explanation> {
  try {
    return await findNamespace(subject, client, inventory);
  } catch (error) {
    const { explanation } = explainFailure(error);
    const known = [
      'NamespaceTaken',
      'NamespaceMissing',
      'NamespaceTerminating',
    ];
    if (known.includes(explanation.reason)) return explanation;
    throw error;
  }
}

async function compareAll(
  subject: Subject,
  client: ClusterClient,
  given: {
    namespace: FoundNamespace;
    inventory: readonly InventoryEntry[];
    objects: readonly KubeObject[];
  },
): Promise<Comparison[]> {
  const { signal } = subject;
  const isAbsent = ({ metadata }: KubeObject) =>
    given.namespace === 'absent' && metadata.namespace !== undefined;
  const pairs = await Promise.all(
    given.objects.map(
      async (object): Promise<Pair> =>
        isAbsent(object)
          ? { object }
          : { object, live: await client.get(refOf(object), { signal }) },
    ),
  );
  const made = pairs.flatMap(({ object, live }) => (live ? [] : [object]));
  const known = new Set(
    given.inventory.filter(({ uid }) => uid !== undefined).map(identityKey),
  );
  return Promise.all(
    pairs.map(async pair => {
      const { object, live } = pair;
      if (isAbsent(object)) return { object, action: 'create', warnings: [] };
      const isKnown = known.has(identityKey(identityOf(object)));
      const foreign = isKnown ? undefined : foreignOutlook(subject, pair);
      if (foreign && live) return { object, warnings: [], ...foreign };
      return compareObject(client, pair, made, signal);
    }),
  );
}

/** What becomes of an object that somebody else made; undefined where it may be applied. */
function foreignOutlook(
  subject: Subject,
  { object, live }: Pair,
): Pick<Comparison, 'action' | 'reason' | 'problem'> | undefined {
  const { staging, context } = subject;
  if (!live || isOurs(live, staging, context.installation)) return undefined;
  if (isDefinition(identityOf(object))) {
    const reason = 'others brought it: it is used as it is';
    return { action: 'unchanged', reason };
  }
  if (templateOf(subject)?.adopt === 'unowned' && isUnowned(live)) {
    return undefined;
  }
  const { explanation } = notOurs(live, subject);
  return { action: 'unknown', reason: 'it is not ours', problem: explanation };
}

function namespaceNotes(
  { staging }: Subject,
  namespace: FoundNamespace,
): PreviewNote[] {
  if (namespace !== 'adopted') return [];
  const message = `The namespace ${staging.namespace} exists already, and is used; it stays when the staging is deleted`;
  return [{ level: 'warning', message }];
}

function warningsOf(compared: readonly (ObjectOutlook & Comparison)[]) {
  return compared.flatMap(({ object, warnings }) =>
    warnings.map(warning => ({
      level: 'warning' as const,
      message: `${describeObject(identityOf(object))}: ${warning}`,
    })),
  );
}

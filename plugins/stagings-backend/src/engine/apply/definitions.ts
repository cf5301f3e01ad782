import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../cluster/errors';
import { ClusterClient } from '../../cluster/types';
import { TerminalError, WaitingError } from '../../model/errors';
import { apiVersionOf, KubeObject } from '../../model/kubeObject';
import { DefinedKind, definedKind } from '../../model/definition';
import { listAt, textAt } from '../../model/read';
import { evidenceOf, refOf } from './ownership';
import { Workspace } from '../Workspace';

/** How long the API server may take to serve a kind that was just defined. */
const ESTABLISHED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 250;

/**
 * Waits until the cluster serves the kinds that were just defined, so that objects of them can be applied.
 *
 * @throws TerminalError where the cluster refuses the names of a kind
 * @throws WaitingError where it takes longer than a minute
 */
export async function untilServed(
  workspace: Pick<Workspace, 'context' | 'staging' | 'signal'>,
  client: ClusterClient,
  applied: readonly KubeObject[],
): Promise<void> {
  await Promise.all(
    applied.map(async definition => {
      const kind = definedKind(definition);
      if (kind) await untilKindServed(workspace, client, definition, kind);
    }),
  );
}

async function untilKindServed(
  {
    context,
    staging,
    signal,
  }: Pick<Workspace, 'context' | 'staging' | 'signal'>,
  client: ClusterClient,
  definition: KubeObject,
  kind: DefinedKind,
): Promise<void> {
  const deadline = context.now() + ESTABLISHED_WITHIN_MS;
  for (;;) {
    const live = await client.get(refOf(definition));
    refuseClash(definition, live);
    if (
      live &&
      conditionOf(live, 'Established')?.status === 'True' &&
      (await isServed(client, kind, staging.namespace))
    ) {
      return;
    }
    if (context.now() > deadline) throw notServed(definition, kind);
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** An established kind is in the discovery some moments later, and its objects can be written after that. */
async function isServed(
  client: ClusterClient,
  { group, kind, versions }: DefinedKind,
  namespace: string,
): Promise<boolean> {
  for (const version of versions) {
    const apiVersion = apiVersionOf(group, version);
    const resource = await client.findResource(apiVersion, kind);
    if (!resource) return false;
    try {
      await client.list(resource, resource.namespaced ? { namespace } : {});
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return false;
      // Who may not list a kind learns from that answer that it is there.
      if (!(error instanceof ApiError && error.status === 403)) throw error;
    }
  }
  return true;
}

/**
 * Whether any object of a definition's kind is left in the cluster: removing the definition would remove it
 * too. Where nobody can tell, there may be one.
 */
export async function isDefinitionInUse(
  client: ClusterClient,
  definition: KubeObject,
): Promise<boolean> {
  const kind = definedKind(definition);
  const [version] = kind?.versions ?? [];
  if (!kind || !version) return false;
  const { group, plural } = kind;
  try {
    const objects = await client.list({ group, version, plural }, {});
    return objects.length > 0;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    if (error instanceof ApiError && error.status === 403) return true;
    throw error;
  }
}

function refuseClash(definition: KubeObject, live?: KubeObject): void {
  const names = live && conditionOf(live, 'NamesAccepted');
  if (names?.status !== 'False') return;
  throw new TerminalError({
    reason: 'NamesNotAccepted',
    message: `The cluster does not accept the names of ${definition.kind} ${
      definition.metadata.name
    }: ${textAt(names, 'message')}`,
    evidence: { object: evidenceOf(definition) },
    hint: {
      text: 'Another definition has the names already: change one of them.',
      audience: 'platform',
    },
  });
}

function conditionOf(object: KubeObject, type: string) {
  return listAt(object, 'status', 'conditions').find(
    condition => condition.type === type,
  );
}

function notServed(definition: KubeObject, { kind }: DefinedKind) {
  return new WaitingError({
    reason: 'KindNotServed',
    message: `The cluster does not serve ${kind} yet, although ${definition.kind} ${definition.metadata.name} is applied`,
    evidence: { object: evidenceOf(definition) },
    hint: {
      text: 'See the conditions of the definition and the log of the API server.',
      audience: 'platform',
    },
  });
}

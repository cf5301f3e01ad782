import { ObjectRef } from '../../cluster/types';
import { TerminalError } from '../../model/errors';
import {
  describeObject,
  identityOf,
  KubeObject,
  versionOf,
} from '../../model/kubeObject';
import { belongsTo, isUnowned } from '../../model/ownership';
import { StagingRecord } from '../../model/staging';
import { Workspace } from '../Workspace';

/** Where an object is in the API. */
export function refOf(object: KubeObject): ObjectRef {
  return { ...identityOf(object), version: versionOf(object.apiVersion) };
}

/** Whether an object in the cluster was made for the staging by this portal. */
export function isOurs(
  live: KubeObject,
  staging: Pick<StagingRecord, 'name'>,
  installation: string,
): boolean {
  return belongsTo(live, { installation, staging: staging.name });
}

/** @throws TerminalError where an object in the cluster belongs to somebody else */
export function refuseForeign(
  live: KubeObject,
  workspace: Pick<Workspace, 'context' | 'staging'>,
): void {
  const { context, staging } = workspace;
  if (!isOurs(live, staging, context.installation)) {
    throw notOurs(live, workspace);
  }
}

/** Says that an object in the cluster belongs to somebody else. */
export function notOurs(
  live: KubeObject,
  { staging }: Pick<Workspace, 'staging'>,
): TerminalError {
  const name = describeObject(identityOf(live));
  const place = live.metadata.namespace
    ? `the namespace ${live.metadata.namespace}`
    : `the cluster ${staging.cluster}`;
  return new TerminalError({
    reason: 'ObjectNotOurs',
    message: `${name} exists in ${place} already, and does not belong to this staging`,
    evidence: { object: evidenceOf(live) },
    hint: {
      text: isUnowned(live)
        ? 'Rename the object in the template, remove the existing one, or let the template take it over with adopt: unowned.'
        : 'Rename the object in the template, so that no two stagings share one.',
      audience: 'platform',
    },
  });
}

/** A namespace by its name. */
export function namespaceRef(name: string): ObjectRef {
  return { group: '', version: 'v1', kind: 'Namespace', namespace: '', name };
}

/** An object as evidence names it. */
export function evidenceOf({
  kind,
  metadata: { name, namespace },
}: KubeObject) {
  return { kind, name, ...(namespace && { namespace }) };
}

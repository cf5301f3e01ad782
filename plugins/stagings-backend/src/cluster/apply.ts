import { KubeObject } from '../model/kubeObject';
import { FIELD_MANAGER } from '../model/labels';
import { objectIn } from './answers';
import { ObjectTerminatingError } from './errors';
import { ClusterApi, objectPath, refOf, resourceOf } from './resolve';
import { ApplyOptions, ApplyResult } from './types';
import { wasWritten } from './wasWritten';

/**
 * Server-side apply; see `ClusterClient.apply`.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export async function applyObject(
  api: ClusterApi,
  wanted: KubeObject,
  options: ApplyOptions,
): Promise<ApplyResult> {
  const { transport } = api;
  const ref = refOf(wanted);
  const resource = await resourceOf(api, ref);
  const since = Date.now();
  const { status, body, warnings, answeredAt } = await transport.call({
    verb: 'apply',
    object: ref,
    method: 'PATCH',
    path: objectPath(resource, ref),
    query: {
      fieldManager: FIELD_MANAGER,
      force: options.force,
      fieldValidation: 'Warn',
      dryRun: options.dryRun ? 'All' : undefined,
    },
    body: wanted,
    contentType: 'application/apply-patch+yaml',
    yields: options.yields,
    signal: options.signal,
  });
  if (definesKinds(ref.group) && !options.dryRun) {
    api.discovery.expectChange();
  }
  const object = objectIn(body, { cluster: transport.cluster, verb: 'apply' });
  if (object.metadata.deletionTimestamp) {
    throw new ObjectTerminatingError(transport.cluster, ref);
  }
  const created = status === 201;
  const changed =
    options.before === undefined
      ? wasWritten(object, { answeredAt, took: Date.now() - since })
      : object.metadata.resourceVersion !== options.before;
  return { object, warnings, created, changed: created || changed };
}

/** Groups of CustomResourceDefinition and APIService. */
function definesKinds(group: string): boolean {
  return ['apiextensions.k8s.io', 'apiregistration.k8s.io'].includes(group);
}

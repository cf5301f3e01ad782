import {
  apiVersionOf,
  describeObject,
  identityOf,
  KubeObject,
  versionOf,
} from '../model/kubeObject';
import { Discovery } from './discovery/Discovery';
import {
  GroupUnavailableError,
  InvalidObjectError,
  UnknownKindError,
} from './errors';
import { ClusterTransport } from './transport/ClusterTransport';
import { resourcePath } from './transport/requestPath';
import { ApiResource, ObjectRef } from './types';

/** What the calls on objects need of a cluster. */
export interface ClusterApi {
  transport: ClusterTransport;
  discovery: Discovery;
}

/**
 * Undefined when the cluster does not serve the kind.
 * @throws GroupUnavailableError when nobody can tell: the group does not answer, or the server has just started
 */
export async function findResource(
  { discovery, transport }: ClusterApi,
  apiVersion: string,
  kind: string,
): Promise<ApiResource | undefined> {
  const resource = await discovery.find(apiVersion, kind);
  if (!resource && transport.isRecovering()) {
    throw new GroupUnavailableError(transport.cluster, apiVersion);
  }
  return resource;
}

/** As `findResource`, for the kind of one object. */
export async function findResourceOf(
  api: ClusterApi,
  ref: ObjectRef,
): Promise<ApiResource | undefined> {
  return findResource(api, apiVersionOf(ref.group, ref.version), ref.kind);
}

/** @throws UnknownKindError, GroupUnavailableError */
export async function resourceOf(
  api: ClusterApi,
  ref: ObjectRef,
): Promise<ApiResource> {
  const resource = await findResourceOf(api, ref);
  if (!resource) {
    const apiVersion = apiVersionOf(ref.group, ref.version);
    throw new UnknownKindError(api.transport.cluster, apiVersion, ref.kind);
  }
  return resource;
}

export function refOf(object: KubeObject): ObjectRef {
  return { ...identityOf(object), version: versionOf(object.apiVersion) };
}

/**
 * Path of one object.
 * @throws InvalidObjectError when a namespaced object names no namespace: none is ever filled in
 */
export function objectPath(
  resource: ApiResource,
  ref: ObjectRef,
  subresource?: string,
): string {
  assertNamespace(resource, ref);
  const namespace = resource.namespaced ? ref.namespace : undefined;
  return resourcePath(resource, namespace, ref.name, subresource);
}

/** Path of the collection that an object belongs to. */
export function collectionPath(resource: ApiResource, ref: ObjectRef): string {
  assertNamespace(resource, ref);
  return resourcePath(
    resource,
    resource.namespaced ? ref.namespace : undefined,
  );
}

function assertNamespace(resource: ApiResource, ref: ObjectRef): void {
  if (resource.namespaced && ref.namespace === '') {
    throw new InvalidObjectError(`${describeObject(ref)} names no namespace`);
  }
}

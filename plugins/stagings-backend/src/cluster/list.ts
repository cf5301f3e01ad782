import { apiVersionOf, KubeObject } from '../model/kubeObject';
import { ApiError } from './errors';
import { ClusterTransport } from './transport/ClusterTransport';
import { resourcePath } from './transport/requestPath';
import { ListOptions, ResourcePath } from './types';

const PAGE = 500;
/** How often a list begins again because its continue token went stale. */
const MAX_RESTARTS = 3;

/** A collection as it was at one resourceVersion. */
export interface Listing {
  objects: KubeObject[];
  resourceVersion: string;
}

interface ListBody {
  kind?: string;
  metadata?: { resourceVersion?: string; continue?: string };
  items?: KubeObject[];
}

/**
 * Reads a collection in pages, each object cut down by `project` as soon as its page is read.
 * A list whose continue token has expired (410) begins again.
 */
export async function listObjects(
  transport: ClusterTransport,
  resource: ResourcePath,
  options: ListOptions,
  project: (object: KubeObject) => KubeObject = object => object,
): Promise<Listing> {
  for (let restarts = 0; ; restarts++) {
    try {
      return await listOnce(transport, resource, options, project);
    } catch (error) {
      const expired = error instanceof ApiError && error.status === 410;
      if (!expired || restarts >= MAX_RESTARTS) {
        throw error;
      }
    }
  }
}

async function listOnce(
  transport: ClusterTransport,
  resource: ResourcePath,
  options: ListOptions,
  project: (object: KubeObject) => KubeObject,
): Promise<Listing> {
  const objects: KubeObject[] = [];
  let next: string | undefined;
  for (;;) {
    const page = await readPage(transport, resource, options, next);
    const complete = completer(resource, page);
    for (const item of page.items ?? []) {
      objects.push(project(complete(item)));
    }
    next = page.metadata?.continue;
    if (!next) {
      return { objects, resourceVersion: page.metadata?.resourceVersion ?? '' };
    }
  }
}

async function readPage(
  transport: ClusterTransport,
  resource: ResourcePath,
  options: ListOptions,
  next: string | undefined,
): Promise<ListBody> {
  const { body } = await transport.call({
    verb: 'list',
    method: 'GET',
    path: resourcePath(resource, options.namespace),
    query: {
      limit: PAGE,
      continue: next,
      labelSelector: options.labelSelector,
      fieldSelector: options.fieldSelector,
    },
    signal: options.signal,
  });
  return body as ListBody;
}

/** Items of built-in kinds come without `apiVersion` and `kind`; the list's own kind tells them. */
function completer(
  resource: ResourcePath,
  page: ListBody,
): (item: KubeObject) => KubeObject {
  const type = {
    apiVersion: apiVersionOf(resource.group, resource.version),
    kind: (page.kind ?? '').replace(/List$/, ''),
  };
  return item => ({ ...type, ...item });
}

import { JsonObject } from '../model/json';
import {
  apiVersionOf,
  groupVersions,
  kinds,
  ResourceKind,
  Subresource,
} from '../model/kinds';
import { Exchange, send } from './exchange';

const collectionVerbs = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const partVerbs = ['get', 'patch', 'update'];

const verbsOf = (kind: ResourceKind) =>
  kind.kind === 'Namespace'
    ? collectionVerbs.filter(verb => verb !== 'deletecollection')
    : collectionVerbs;

const verbsOfPart = (part: Subresource) =>
  part === 'log' ? ['get'] : partVerbs;

/** The media type of aggregated discovery. */
const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

const wantsAggregated = ({ request }: Exchange) =>
  (request.headers.accept ?? '')
    .replace(/\s/g, '')
    .includes('as=APIGroupDiscoveryList');

const groupNames = [...new Set(kinds.map(kind => kind.group))].filter(Boolean);

/** Answers a discovery path; false when the path is none. */
export function answerDiscovery(exchange: Exchange): boolean {
  const { response, url } = exchange;
  const path = url.pathname.replace(/\/$/, '');
  if (path === '/api') {
    if (wantsAggregated(exchange)) sendAggregated(exchange, ['']);
    else send(response, 200, legacyVersions(exchange));
    return true;
  }
  if (path === '/apis') {
    if (wantsAggregated(exchange)) sendAggregated(exchange, groupNames);
    else
      send(response, 200, {
        kind: 'APIGroupList',
        apiVersion: 'v1',
        groups: groupNames.map(groupEntry),
      });
    return true;
  }
  const [, root, name = '', version] = path.split('/');
  if (root === 'apis' && version === undefined && groupNames.includes(name)) {
    send(response, 200, {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...groupEntry(name),
    });
    return true;
  }
  const groupVersion = path.replace(/^\/apis?\//, '');
  const known = groupVersions.includes(groupVersion);
  const placed = groupVersion.includes('/') ? root === 'apis' : root === 'api';
  if (!known || !placed) return false;
  send(response, 200, resourceList(groupVersion));
  return true;
}

function legacyVersions({ request }: Exchange): JsonObject {
  const serverAddress = request.headers.host ?? '';
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
  };
}

function groupEntry(name: string): JsonObject {
  const version = kinds.find(kind => kind.group === name)?.version ?? 'v1';
  const entry = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [entry], preferredVersion: entry };
}

function resourceList(groupVersion: string): JsonObject {
  const resources = kinds
    .filter(kind => apiVersionOf(kind) === groupVersion)
    .flatMap(kind => [
      {
        name: kind.plural,
        singularName: kind.singular,
        namespaced: kind.namespaced,
        kind: kind.kind,
        verbs: verbsOf(kind),
        ...(kind.shortNames.length && { shortNames: [...kind.shortNames] }),
        ...(kind.categories.length && { categories: [...kind.categories] }),
      },
      ...kind.subresources.map(part => ({
        name: `${kind.plural}/${part}`,
        singularName: '',
        namespaced: kind.namespaced,
        ...(part === 'scale' && { group: 'autoscaling', version: 'v1' }),
        kind: part === 'scale' ? 'Scale' : kind.kind,
        verbs: verbsOfPart(part),
      })),
    ]);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

function sendAggregated({ response }: Exchange, names: readonly string[]) {
  const items = names.map(name => {
    const members = kinds.filter(kind => kind.group === name);
    const version = members[0]?.version ?? 'v1';
    return {
      metadata: name ? { name } : {},
      versions: [
        {
          version,
          resources: members.map(aggregatedEntry),
          freshness: 'Current',
        },
      ],
    };
  });
  const body = {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items,
  };
  send(response, 200, body, { 'Content-Type': AGGREGATED });
}

function aggregatedEntry(kind: ResourceKind): JsonObject {
  const responseKind = { group: '', version: '', kind: kind.kind };
  return {
    resource: kind.plural,
    responseKind,
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: verbsOf(kind),
    ...(kind.shortNames.length && { shortNames: [...kind.shortNames] }),
    ...(kind.categories.length && { categories: [...kind.categories] }),
    ...(kind.subresources.length && {
      subresources: kind.subresources.map(part => ({
        subresource: part,
        responseKind:
          part === 'scale'
            ? { group: 'autoscaling', version: 'v1', kind: 'Scale' }
            : responseKind,
        verbs: verbsOfPart(part),
      })),
    }),
  };
}

/** What `/version` answers. */
export const version: JsonObject = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.3+practice',
  gitCommit: '',
  gitTreeState: '',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'practice/cluster',
};

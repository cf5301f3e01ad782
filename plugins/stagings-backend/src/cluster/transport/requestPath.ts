import { ResourcePath } from '../types';

/** Values of a query; those undefined are left out. */
export type Query = Record<string, string | number | boolean | undefined>;

/** Path under which the discovery of one API version is read. */
export function resourceTypesPath(apiVersion: string): string {
  const root = apiVersion.includes('/') ? 'apis' : 'api';
  return joinPath([root, ...apiVersion.split('/')]);
}

/** Path of a collection, or of one of its objects. Segments are encoded and keep their case. */
export function resourcePath(
  resource: ResourcePath,
  namespace?: string,
  name?: string,
  subresource?: string,
): string {
  const root =
    resource.group === ''
      ? ['api', resource.version]
      : ['apis', resource.group, resource.version];
  const scope = namespace ? ['namespaces', namespace] : [];
  const object = name === undefined ? [] : [name];
  const below = subresource === undefined ? [] : [subresource];
  return joinPath([...root, ...scope, resource.plural, ...object, ...below]);
}

/** Path and query as they go on the wire. */
export function withQuery(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

function joinPath(segments: string[]): string {
  return segments.map(segment => `/${encodeURIComponent(segment)}`).join('');
}

import { kindByPath, ResourceKind, groupVersions } from '../model/kinds';
import { noSuchResource } from '../model/StatusError';

/** What the path of a request means. */
export type Target = {
  kind: ResourceKind;
  namespace?: string;
  /** Undefined for a collection. */
  name?: string;
  subresource?: string;
};

/**
 * Reads a path below `/api/v1` or `/apis/{group}/{version}`; undefined when it
 * is no path of objects.
 *
 * @throws StatusError 404 for an unknown resource in a known group version
 */
export function targetOf(pathname: string): Target | undefined {
  const parts = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const [root, first = '', second = ''] = parts;
  const core = root === 'api';
  const apiVersion = core ? first : `${first}/${second}`;
  const rest = parts.slice(core ? 2 : 3);
  if ((!core && root !== 'apis') || rest.length === 0) return undefined;
  if (!groupVersions.includes(apiVersion)) return undefined;
  const inNamespace =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !isOwnSubresource(core, rest);
  const namespace = inNamespace ? rest[1] : undefined;
  const [plural = '', name, subresource, ...more] = inNamespace
    ? rest.slice(2)
    : rest;
  const kind = kindByPath(apiVersion, plural);
  if (!kind || more.length || (!kind.namespaced && inNamespace))
    throw noSuchResource();
  if (kind.namespaced && namespace === undefined && name !== undefined)
    throw noSuchResource();
  return { kind, namespace, name, subresource };
}

/** `/api/v1/namespaces/{name}/status` is a part of the namespace, not something in it. */
function isOwnSubresource(core: boolean, rest: readonly string[]): boolean {
  return (
    core &&
    rest.length === 3 &&
    (rest[2] === 'status' || rest[2] === 'finalize')
  );
}

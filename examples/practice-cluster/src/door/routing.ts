import { Ingress } from '../model/objects';

/** Where a request goes. */
export type Route = { namespace: string; path: string; service: string };

/** Whether a rule's host, which may be a wildcard of one label, covers a host. */
export function hostMatches(rule: string | undefined, host: string): boolean {
  if (!rule) return true;
  if (!rule.startsWith('*.')) return rule === host;
  const [, ...rest] = host.split('.');
  return rest.join('.') === rule.slice(2);
}

/** Whether a path of a rule covers a request's path, element by element. */
export function pathMatches(
  pathType: string,
  rule: string,
  path: string,
): boolean {
  if (pathType === 'Exact') return path === rule;
  const prefix = rule.replace(/\*$/, '').replace(/\/$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}

/** The route of a request: exact hosts before wildcards, longer paths before shorter ones. */
export function routeOf(
  ingresses: readonly Ingress[],
  host: string,
  path: string,
): Route | undefined {
  const found = ingresses.flatMap(({ metadata, spec }) =>
    (spec.rules ?? [])
      .filter(rule => hostMatches(rule.host, host))
      .flatMap(rule =>
        (rule.http?.paths ?? [])
          .filter(entry => pathMatches(entry.pathType, entry.path ?? '/', path))
          .map(entry => ({
            exact: rule.host === host,
            namespace: metadata.namespace ?? '',
            path: entry.path ?? '/',
            service: entry.backend.service?.name ?? '',
          })),
      ),
  );
  found.sort(
    (a, b) =>
      Number(b.exact) - Number(a.exact) || b.path.length - a.path.length,
  );
  const [best] = found;
  return (
    best && {
      namespace: best.namespace,
      path: best.path,
      service: best.service,
    }
  );
}

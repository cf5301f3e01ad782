/** A right that an account of a cluster lacks, as the cluster tells it. */
export interface MissingRight {
  account: string;
  verb: string;
  /** Plural, with a subresource where there is one. */
  resource: string;
  /** Empty for the core group. */
  group: string;
  /** Absent for objects of the whole cluster, and for requests for all namespaces. */
  namespace?: string;
}

const REFUSAL =
  /User "(?<account>[^"]*)" cannot (?<verb>\S+) resource "(?<resource>[^"]*)" in API group "(?<group>[^"]*)"(?: in the namespace "(?<namespace>[^"]*)")?/;

/** What the engine does with objects of any kind that it makes. */
const MANAGING = ['get', 'list', 'watch', 'create', 'patch', 'delete'];

/** Reads what is missing out of the words of a refusal; there is nothing else that tells. */
export function missingRight(message: string): MissingRight | undefined {
  const { account, verb, resource, group, namespace } =
    REFUSAL.exec(message)?.groups ?? {};
  if (!account || !verb || !resource || group === undefined) return undefined;
  return { account, verb, resource, group, ...(namespace && { namespace }) };
}

/** Who may not do what, where: `cannot patch ingresses in stg-shop`. */
export function describeMissingRight({
  verb,
  resource,
  namespace,
}: MissingRight): string {
  return `cannot ${verb} ${resource} in ${namespace ?? 'the whole cluster'}`;
}

/** What to add to the role of the account. One verb at a time would lead from refusal to refusal. */
export function grantFor({
  account,
  verb,
  resource,
  group,
}: MissingRight): string {
  const verbs =
    MANAGING.includes(verb) && !resource.includes('/') ? MANAGING : [verb];
  const rule = `{ apiGroups: ['${group}'], resources: [${resource}], verbs: [${verbs.join(
    ', ',
  )}] }`;
  return `Grant it to ${account}: add ${rule} to the rules of its role.`;
}

import { parseKey } from '../Overrides/keyText';

/** A link may fill in so much: it comes from anywhere. */
const MOST_VALUES = 50;
const LONGEST = 2_000;

/** One value that a link gives, as text. */
export interface LinkedValue {
  path: string[];
  text: string;
}

/** What a link to the panel fills in. */
export interface NewStagingLink {
  /** Entity ref of the component, for pages over all of them. */
  component?: string;
  /** Id of the staging that the new one is to be like. */
  from?: string;
  template?: string;
  branch?: string;
  commit?: string;
  name?: string;
  parameters: LinkedValue[];
  overrides: LinkedValue[];
}

const FIELDS = [
  'component',
  'from',
  'template',
  'branch',
  'commit',
  'name',
] as const;
const OPEN = 'new';
const VALUES = /^(parameters|overrides)\./;

/** What an address says about a new staging; undefined where it does not open the panel. */
export function readNewStagingLink(
  params: URLSearchParams,
): NewStagingLink | undefined {
  if (!params.has(OPEN)) return undefined;
  const link: NewStagingLink = {
    parameters: valuesOf(params, 'parameters.'),
    overrides: valuesOf(params, 'overrides.'),
  };
  for (const field of FIELDS) {
    const text = params.get(field);
    if (text && text.length <= LONGEST) link[field] = text;
  }
  return link;
}

/** The same address with the panel open. */
export function withNewStaging(
  params: URLSearchParams,
  link: Pick<NewStagingLink, 'from'> = {},
): URLSearchParams {
  const next = withoutNewStaging(params);
  next.set(OPEN, '');
  if (link.from) next.set('from', link.from);
  return next;
}

/** The same address with the panel closed. */
export function withoutNewStaging(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  if (!params.has(OPEN)) return next;
  const ours = new Set<string>([OPEN, ...FIELDS]);
  for (const name of [...params.keys()]) {
    if (ours.has(name) || VALUES.test(name)) next.delete(name);
  }
  return next;
}

function valuesOf(params: URLSearchParams, prefix: string): LinkedValue[] {
  return [...params]
    .filter(([name, text]) => name.startsWith(prefix) && text.length <= LONGEST)
    .slice(0, MOST_VALUES)
    .flatMap(([name, text]) => {
      const path = parseKey(name.slice(prefix.length));
      return path ? [{ path, text }] : [];
    });
}

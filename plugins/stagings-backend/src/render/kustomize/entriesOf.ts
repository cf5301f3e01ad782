import { Fields, fieldAt, isFields, listAt, textAt } from '../../model/read';

/**
 * What an entry of a kustomization may name: a `resource` is a file or a folder with a kustomization, `plugin`
 * the same with configurations of generators and transformers, or such a configuration itself; `patch` is a file or
 * a patch itself.
 */
export type EntryKind = 'resource' | 'plugin' | 'file' | 'patch';

/** Text of a kustomization that kustomize reads as a path or an address. */
export interface Entry {
  kind: EntryKind;
  /** For example `resources[0]`. */
  field: string;
  value: string;
}

const LISTS: ReadonlyArray<readonly [string, EntryKind]> = [
  ['resources', 'resource'],
  ['bases', 'resource'],
  ['components', 'resource'],
  ['generators', 'plugin'],
  ['transformers', 'plugin'],
  ['validators', 'plugin'],
  ['crds', 'file'],
  ['configurations', 'file'],
  ['patchesStrategicMerge', 'patch'],
];

/**
 * Everything in a kustomization that kustomize follows. See
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/.
 */
export function entriesOf(kustomization: Fields): Entry[] {
  return [
    ...LISTS.flatMap(([field, kind]) => textsIn(kustomization, field, kind)),
    ...pathsIn(kustomization, 'patches'),
    ...pathsIn(kustomization, 'patchesJson6902'),
    ...pathsIn(kustomization, 'replacements'),
    ...textIn(fieldAt(kustomization, 'openapi'), 'path', 'openapi.'),
    ...['configMapGenerator', 'secretGenerator'].flatMap(field =>
      listAt(kustomization, field).flatMap((generator, index) =>
        generatorFiles(generator, `${field}[${index}].`),
      ),
    ),
  ];
}

/** The files that the configuration of a builtin generator or transformer names. */
export function entriesOfPlugin(configuration: Fields): Entry[] {
  return [
    ...textIn(configuration, 'path'),
    ...textsIn(configuration, 'paths', 'patch'),
    ...pathsIn(configuration, 'replacements'),
    ...generatorFiles(configuration),
  ];
}

function generatorFiles(generator: Fields, parent: string = ''): Entry[] {
  const files = textsIn(generator, 'files', 'file', parent).map(entry => ({
    ...entry,
    value: entry.value.slice(entry.value.indexOf('=') + 1),
  }));
  return [
    ...files,
    ...textsIn(generator, 'envs', 'file', parent),
    ...textIn(generator, 'env', parent),
  ];
}

function textsIn(
  holder: Fields,
  field: string,
  kind: EntryKind,
  parent: string = '',
): Entry[] {
  const values = holder[field];
  if (!Array.isArray(values)) return [];
  return values.flatMap((value, index) =>
    typeof value === 'string'
      ? [{ kind, field: `${parent}${field}[${index}]`, value }]
      : [],
  );
}

function pathsIn(holder: Fields, field: string): Entry[] {
  const items = holder[field];
  if (!Array.isArray(items)) return [];
  return items.flatMap((item, index) =>
    textIn(item, 'path', `${field}[${index}].`),
  );
}

function textIn(holder: unknown, field: string, parent: string = ''): Entry[] {
  const value = isFields(holder) ? textAt(holder, field) : undefined;
  return !value ? [] : [{ kind: 'file', field: `${parent}${field}`, value }];
}

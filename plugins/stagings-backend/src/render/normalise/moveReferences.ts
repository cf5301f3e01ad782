import { KubeObject } from '../../model/kubeObject';
import { Fields, isFields } from '../../model/read';
import { updateAt } from '../../model/update';
import { valuePath } from '../../template/expressions/valuePath';

/** What moves where. */
export interface Move {
  /** Namespaces whose objects move. */
  old: ReadonlySet<string>;
  namespace: string;
  /** Service accounts among the objects. */
  accounts: ReadonlySet<string>;
}

/** Maps of people's own keys: a `name` and a `namespace` there refer to nothing. */
const OWN_KEYS = [
  'metadata',
  'labels',
  'annotations',
  'matchLabels',
  'selector',
  'nodeSelector',
  'data',
  'stringData',
];

const NAME_LABEL = 'kubernetes.io/metadata.name';
const ACCOUNT_USER = /^system:serviceaccount:([^:]+):(.+)$/;
const ACCOUNT_GROUP = /^system:serviceaccounts:([^:]+)$/;

/**
 * Moves what an object says of others that move: whatever gives a `name` with its `namespace` (subjects of role
 * bindings, services of webhooks and API services, references of custom resources), and selectors of namespaces.
 *
 * @returns the object, and the fields that changed
 */
export function moveReferences(
  object: KubeObject,
  move: Move,
): { object: KubeObject; fields: string[] } {
  const fields: string[] = [];
  const moved = Object.entries(object).reduce<KubeObject>(
    (copy, [key, value]) =>
      OWN_KEYS.includes(key)
        ? copy
        : updateAt(copy, [key], () => moveValue(value, key, move, fields)),
    object,
  );
  return { object: moved, fields };
}

function moveValue(
  value: unknown,
  path: string,
  move: Move,
  changed: string[],
): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      moveValue(item, valuePath(path, index), move, changed),
    );
  }
  if (!isFields(value)) return value;
  const replaced = replacements(value, move);
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const at = valuePath(path, key);
      if (key in replaced) {
        changed.push(at);
        return [key, replaced[key]];
      }
      if (key === 'namespaceSelector') {
        return [key, moveSelector(field, at, move, changed)];
      }
      if (OWN_KEYS.includes(key)) return [key, field];
      return [key, moveValue(field, at, move, changed)];
    }),
  );
}

/** The fields of one reference that change. */
function replacements(holder: Fields, move: Move): Fields {
  const { kind, name, namespace } = holder;
  if (typeof name !== 'string') return {};
  if (typeof namespace === 'string') {
    const moves =
      move.old.has(namespace) ||
      (kind === 'ServiceAccount' && move.accounts.has(name));
    return moves && namespace !== move.namespace
      ? { namespace: move.namespace }
      : {};
  }
  const user = kind === 'User' ? ACCOUNT_USER.exec(name) : null;
  if (user && move.old.has(user[1] ?? '')) {
    return { name: `system:serviceaccount:${move.namespace}:${user[2]}` };
  }
  const group = kind === 'Group' ? ACCOUNT_GROUP.exec(name) : null;
  return group && move.old.has(group[1] ?? '')
    ? { name: `system:serviceaccounts:${move.namespace}` }
    : {};
}

/** Selectors name namespaces by a label that each has, or in custom resources as a list of names. */
function moveSelector(
  selector: unknown,
  path: string,
  move: Move,
  changed: string[],
): unknown {
  const { old, namespace } = move;
  const rename = (value: unknown, at: string): unknown => {
    if (typeof value !== 'string' || !old.has(value)) return value;
    changed.push(at);
    return namespace;
  };
  const renameAll = (values: unknown, at: string): unknown =>
    Array.isArray(values)
      ? values.map((value, index) => rename(value, valuePath(at, index)))
      : values;
  if (!isFields(selector)) return selector;
  const { matchLabels, matchExpressions, matchNames } = selector;
  const labels = valuePath(path, 'matchLabels');
  return {
    ...selector,
    ...(isFields(matchLabels) &&
      NAME_LABEL in matchLabels && {
        matchLabels: {
          ...matchLabels,
          [NAME_LABEL]: rename(
            matchLabels[NAME_LABEL],
            valuePath(labels, NAME_LABEL),
          ),
        },
      }),
    ...(Array.isArray(matchExpressions) && {
      matchExpressions: matchExpressions.map((item, index) =>
        isFields(item) && item.key === NAME_LABEL
          ? {
              ...item,
              values: renameAll(
                item.values,
                `${path}.matchExpressions[${index}].values`,
              ),
            }
          : item,
      ),
    }),
    ...(matchNames !== undefined && {
      matchNames: renameAll(matchNames, `${path}.matchNames`),
    }),
  };
}

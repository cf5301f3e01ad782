import { at, Json } from './json';
import { LabelSelector } from './objects';
import { badRequest } from './StatusError';

/** Whether a set of labels satisfies a selector. */
export type LabelPredicate = (
  labels: Readonly<Record<string, string>>,
) => boolean;

const everything: LabelPredicate = () => true;

const parseSetTerm = (term: string) => {
  const match = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(term);
  if (!match) return undefined;
  const [, key = '', operator, list = ''] = match;
  const values = list.split(',').map(value => value.trim());
  return { key, negative: operator === 'notin', values };
};

function parseTerm(term: string): LabelPredicate {
  const set = parseSetTerm(term);
  if (set) {
    const { key, negative, values } = set;
    return labels => {
      const value = labels[key];
      const listed = value !== undefined && values.includes(value);
      return negative ? !listed : listed;
    };
  }
  const equality = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(term);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const exists = /^(!?)\s*([^=!\s(),]+)$/.exec(term);
  if (exists) {
    const [, negation, key = ''] = exists;
    return labels => key in labels !== (negation === '!');
  }
  const unexpected = /^\S+\s+(\S+)/.exec(term)?.[1] ?? term;
  throw badRequest(
    `unable to parse requirement: found '${unexpected}', expected: in, notin, =, ==, !=, gt, lt`,
  );
}

/**
 * Parses the `labelSelector` of a list: equality, sets and existence.
 *
 * @throws StatusError 400 when a term cannot be read
 */
export function parseLabelSelector(text: string | null): LabelPredicate {
  if (!text?.trim()) return everything;
  const terms = text.split(/,(?![^(]*\))/).map(term => parseTerm(term.trim()));
  return labels => terms.every(term => term(labels));
}

/** The predicate of a LabelSelector object; an empty one selects everything. */
export function selectorPredicate(selector: LabelSelector): LabelPredicate {
  return labels =>
    Object.entries(selector.matchLabels ?? {}).every(
      ([key, value]) => labels[key] === value,
    ) &&
    (selector.matchExpressions ?? []).every(
      ({ key, operator, values = [] }) => {
        const value = labels[key];
        switch (operator) {
          case 'In':
            return value !== undefined && values.includes(value);
          case 'NotIn':
            return value === undefined || !values.includes(value);
          case 'Exists':
            return value !== undefined;
          default:
            return value === undefined;
        }
      },
    );
}

const general = ['metadata.name', 'metadata.namespace'];
const involved = [
  'kind',
  'namespace',
  'name',
  'uid',
  'apiVersion',
  'resourceVersion',
  'fieldPath',
];

const fieldsByKind: Record<string, readonly string[]> = {
  Event: [
    ...involved.map(field => `involvedObject.${field}`),
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  Namespace: ['status.phase'],
  Job: ['status.successful'],
  Secret: ['type'],
  Service: ['spec.clusterIP', 'spec.type'],
  Node: ['spec.unschedulable'],
};

/** Whether an object satisfies a field selector. */
export type FieldPredicate = (object: Json) => boolean;

/**
 * Parses the `fieldSelector` of a list for a kind.
 *
 * @throws StatusError 400 when the kind has no such selectable field
 */
export function parseFieldSelector(
  text: string | null,
  kind: string,
): FieldPredicate {
  if (!text) return () => true;
  const allowed = [...(fieldsByKind[kind] ?? []), ...general];
  const terms = text.split(',').map(term => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(term);
    if (!match) {
      throw badRequest(
        `invalid selector: '${text}'; can't understand '${term}'`,
      );
    }
    const [, field = '', operator, value = ''] = match;
    if (!allowed.includes(field)) {
      const only = allowed.map(name => `"${name}"`).join(', ');
      throw badRequest(
        `"${field}" is not a known field selector: only ${only}`,
      );
    }
    const path = field.split('.');
    return (object: Json) =>
      (String(at(object, ...path) ?? '') === value) !== (operator === '!=');
  });
  return object => terms.every(term => term(object));
}

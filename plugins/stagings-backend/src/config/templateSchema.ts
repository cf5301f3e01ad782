import {
  FilterPredicate,
  parseFilterPredicate,
} from '@backstage/filter-predicates';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { isJsonObject } from '../template/json';
import {
  closeParameterSchema,
  parameterProblems,
  parameterValidator,
} from '../template/parameterSchema';
import { secretProblems } from '../template/secretParameters';
import {
  dnsLabel,
  duration,
  expressionText,
  jsonObject,
  list,
  refuseBadExpressions,
  section,
  text,
} from './fields';
import { RawIsolation } from './isolationSchema';
import { objectSections } from './objectsSchema';
import { branchAddress, sourceSections, sourcesOf } from './sourceSchema';
import { TemplateConfig } from './types';

const DEPLOY_TIMEOUT = 10 * 60 * 1000;

const entityFilter = z
  .unknown()
  .transform((value, context): FilterPredicate => {
    try {
      const predicate = parseFilterPredicate(value);
      if (typeof predicate === 'object') return predicate;
    } catch {
      // The parser's message lists every alternative that did not match.
    }
    context.addIssue({
      code: 'custom',
      message:
        'is no filter predicate; write for example { kind: component, spec.type: { $in: [service, website] } }',
    });
    return z.NEVER;
  });

const parameters = jsonObject('give a JSON Schema of type object')
  .transform(closeParameterSchema)
  .superRefine((schema, context) => {
    for (const message of schemaProblems(schema)) {
      context.addIssue({ code: 'custom', message });
    }
  })
  .superRefine((schema, context) => {
    refuseBadExpressions(onlyDefaults(schema), context);
  });

const link = section({
  title: text('give the text of the link'),
  url: expressionText(
    'give its address, for example https://${{ staging.host }}',
  ),
});

/** A template before the settings for all are merged into it. */
type RawTemplate = Omit<TemplateConfig, 'isolation'> & {
  isolation?: RawIsolation;
};

/** One entry of `stagings.templates`. */
export const templateSchema = section({
  name: dnsLabel('give the template a name of its own'),
  title: text('give the name that people see').optional(),
  description: text('say what the template builds').optional(),
  entityFilter: entityFilter.optional(),
  cluster: text('name a cluster of the kubernetes: section'),
  ...sourceSections,
  allowBranchSource: z.boolean('must be true or false').default(false),
  parameters: parameters.optional(),
  links: list(link).default([]),
  version: expressionText(
    'give an expression, for example ${{ parameters.version }}',
  ).optional(),
  namespace: dnsLabel('name an existing namespace').optional(),
  rewriteNamespace: z.boolean('must be true or false').default(false),
  ...objectSections,
  timeouts: section({ deploy: duration().optional() }).optional(),
}).transform((raw, context): RawTemplate => {
  if (raw.namespace !== undefined && raw.isolation !== undefined) {
    context.addIssue({
      code: 'custom',
      path: ['isolation'],
      message:
        'is for namespaces that are made for stagings; remove it, and guard the namespace of the template where it is made',
    });
  }
  const sources = sourcesOf(raw);
  const [source, ...others] = sources;
  if (source === undefined || others.length > 0) {
    const found = sources.map(({ renderer }) => renderer).join(' and ');
    context.addIssue({
      code: 'custom',
      message: `must have exactly one of helm, kustomize, manifests and custom, has ${
        found || 'none'
      }`,
    });
    return z.NEVER;
  }
  const branch = raw.allowBranchSource ? undefined : branchAddress(source);
  if (branch !== undefined) {
    context.addIssue({
      code: 'custom',
      path: ['allowBranchSource'],
      message: `is needed for ${branch}: true lets every branch bring its own files; else remove the expression`,
    });
    return z.NEVER;
  }
  const schema = raw.parameters ?? closeParameterSchema({});
  const version = raw.version ?? defaultVersion(schema);
  return {
    name: raw.name,
    title: raw.title ?? raw.name,
    ...(raw.description === undefined ? {} : { description: raw.description }),
    ...(raw.entityFilter === undefined
      ? {}
      : { entityFilter: raw.entityFilter }),
    cluster: raw.cluster,
    source,
    parameters: schema,
    links: raw.links,
    ...(version === undefined ? {} : { version }),
    ...(raw.namespace === undefined ? {} : { namespace: raw.namespace }),
    ...(raw.rewriteNamespace ? { rewriteNamespace: true } : {}),
    adopt: raw.adopt,
    allowClusterScoped: raw.allowClusterScoped,
    allowClusterRoles: raw.allowClusterRoles,
    ...(raw.allowPrivileged ? { allowPrivileged: true } : {}),
    ...(raw.allowHostNamespaces ? { allowHostNamespaces: true } : {}),
    ...(raw.allowHostPath ? { allowHostPath: true } : {}),
    ...(raw.allowServices ? { allowServices: raw.allowServices } : {}),
    ...(raw.allowHosts ? { allowHosts: raw.allowHosts } : {}),
    ...(raw.allowServiceAccountTokens
      ? { allowServiceAccountTokens: true }
      : {}),
    ...(raw.allowRoleEscalation ? { allowRoleEscalation: true } : {}),
    ...(raw.isolation ? { isolation: raw.isolation } : {}),
    prune: raw.prune,
    timeouts: { deploy: raw.timeouts?.deploy ?? DEPLOY_TIMEOUT },
  };
});

/** A parameter called `version` is what people call the version, unless the template says otherwise. */
function defaultVersion(schema: JsonObject): string | undefined {
  const declared =
    isJsonObject(schema.properties) &&
    Object.hasOwn(schema.properties, 'version');
  return declared
    ? '${{ has(parameters.version) ? string(parameters.version) : "" }}'
    : undefined;
}

function schemaProblems(schema: JsonObject): string[] {
  if (schema.type !== 'object') {
    return ['must be a JSON Schema of type object'];
  }
  const secrets = secretProblems(schema);
  try {
    parameterValidator(schema);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [...secrets, `is no valid JSON Schema (draft-07): ${reason}`];
  }
  return [...secrets, ...unfitDefaults(schema)];
}

function unfitDefaults(schema: JsonObject): string[] {
  const { properties } = schema;
  if (!isJsonObject(properties)) return [];
  const defaults = Object.entries(properties).flatMap(([name, property]) =>
    isJsonObject(property) && isLiteral(property.default)
      ? [[name, property.default] as const]
      : [],
  );
  const names = new Set(defaults.map(([name]) => `parameters.${name}`));
  return parameterProblems(schema, Object.fromEntries(defaults))
    .filter(problem => names.has(problem.path))
    .map(problem => {
      const name = problem.path.slice('parameters.'.length);
      return `properties.${name}.default: ${problem.message}`;
    });
}

/** The schema without anything but its defaults, the only part of it that is evaluated. */
function onlyDefaults(schema: JsonObject): JsonObject {
  const { properties, default: fallback } = schema;
  const nested = isJsonObject(properties) ? Object.entries(properties) : [];
  return {
    ...(fallback === undefined ? {} : { default: fallback }),
    properties: Object.fromEntries(
      nested.map(([name, property]) => [
        name,
        isJsonObject(property) ? onlyDefaults(property) : {},
      ]),
    ),
  };
}

function isLiteral(value: unknown): boolean {
  return value !== undefined && !JSON.stringify(value).includes('${{');
}

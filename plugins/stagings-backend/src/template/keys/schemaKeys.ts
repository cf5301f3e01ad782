import { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from '../json';
import { describeSchema, KeyDescription } from './describedKeys';

const MAX_REFERENCES = 20;

/** One place of a JSON Schema with all schemas that hold for it. */
export class SchemaNode {
  private readonly root: JsonObject;
  private readonly schemas: JsonObject[];

  private constructor(root: JsonObject, schemas: JsonObject[]) {
    this.root = root;
    this.schemas = schemas;
  }

  /** @param root - a whole schema; references lead to places within it */
  static of(root: JsonObject): SchemaNode {
    return new SchemaNode(root, resolve(root, root));
  }

  /** What the first schema that says something says. */
  describe(): KeyDescription {
    return this.schemas.reduceRight<KeyDescription>(
      (described, schema) => ({ ...described, ...describeSchema(schema) }),
      {},
    );
  }

  /** Names of the fields that it knows. */
  fields(): string[] {
    return [
      ...new Set(
        this.schemas.flatMap(({ properties }) =>
          isJsonObject(properties) ? Object.keys(properties) : [],
        ),
      ),
    ];
  }

  field(name: string): SchemaNode | undefined {
    const found = this.schemas.flatMap(({ properties }) => {
      const schema =
        isJsonObject(properties) && Object.hasOwn(properties, name)
          ? properties[name]
          : undefined;
      return resolve(this.root, schema);
    });
    return found.length > 0 ? new SchemaNode(this.root, found) : undefined;
  }
}

/** A schema with what it refers to and what it joins by `allOf`; references in a circle end somewhere. */
function resolve(
  root: JsonObject,
  schema: JsonValue | undefined,
  depth = 0,
): JsonObject[] {
  if (!isJsonObject(schema) || depth > MAX_REFERENCES) return [];
  const { $ref, allOf } = schema;
  return [
    schema,
    ...(typeof $ref === 'string'
      ? resolve(root, target(root, $ref), depth + 1)
      : []),
    ...(Array.isArray(allOf)
      ? allOf.flatMap(item => resolve(root, item, depth + 1))
      : []),
  ];
}

/** What a JSON pointer within the document leads to: https://www.rfc-editor.org/rfc/rfc6901. */
function target(root: JsonObject, reference: string): JsonValue | undefined {
  if (!reference.startsWith('#')) return undefined;
  return reference
    .slice(1)
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<JsonValue | undefined>((value, step) => {
      if (!isJsonObject(value) || !Object.hasOwn(value, step)) return undefined;
      return value[step];
    }, root);
}

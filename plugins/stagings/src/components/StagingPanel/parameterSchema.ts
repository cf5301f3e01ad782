import { JsonObject, JsonValue } from '@backstage/types';
import {
  ErrorSchema,
  ErrorSchemaBuilder,
  RJSFSchema,
  UiSchema,
} from '@rjsf/utils';
import { Refusal } from '../../api/refusal';

/** So many choices are shown at once; more go into a drop-down list. */
const MOST_RADIO_BUTTONS = 4;

/** Secrets that are set, which nobody is shown. */
export interface SetSecrets {
  /** Their dotted paths. */
  paths: readonly string[];
  /** What is said at their fields. */
  help: string;
}

/** How the parameters of a schema are asked for: few choices as radio buttons, secrets hidden. */
export function uiSchemaOf(
  schema: JsonObject,
  secrets?: SetSecrets,
  path = '',
): UiSchema {
  const ui: UiSchema = { 'ui:submitButtonOptions': { norender: true } };
  for (const [name, property] of propertiesOf(schema)) {
    const at = path + name;
    ui[name] = {
      ...uiSchemaOf(property, secrets, `${at}.`),
      ...widgetOf(property),
      ...(secrets?.paths.includes(at) && { 'ui:help': secrets.help }),
    };
  }
  return ui;
}

function widgetOf(property: JsonObject): UiSchema {
  if (isSecret(property)) {
    return { 'ui:widget': 'password', 'ui:autocomplete': 'new-password' };
  }
  const choices = property.enum ?? property.oneOf;
  return Array.isArray(choices) && choices.length <= MOST_RADIO_BUTTONS
    ? { 'ui:widget': 'radio' }
    : {};
}

/** Puts the server's words at the parameters that they are about. */
export function parameterErrors(refusal: Refusal | undefined): ErrorSchema {
  const builder = new ErrorSchemaBuilder();
  for (const { field, message } of refusal?.problems ?? []) {
    const [root, ...path] = field.split('.');
    if (root === 'parameters') builder.addErrors(message, path);
  }
  return builder.ErrorSchema;
}

/** A template's schema in the type of the form library. Secrets that are set need not be given again. */
export function asFormSchema(
  schema: JsonObject,
  secrets: readonly string[] = [],
): RJSFSchema {
  return { ...notRequiring(schema, secrets), title: undefined } as RJSFSchema;
}

function notRequiring(
  schema: JsonObject,
  secrets: readonly string[],
  path = '',
): JsonObject {
  if (secrets.length === 0 || !isMapping(schema.properties)) return schema;
  const { required } = schema;
  const nested = propertiesOf(schema).map(([name, property]) => [
    name,
    notRequiring(property, secrets, `${path}${name}.`),
  ]);
  return {
    ...schema,
    properties: { ...schema.properties, ...Object.fromEntries(nested) },
    ...(Array.isArray(required) && {
      required: required.filter(name => !secrets.includes(`${path}${name}`)),
    }),
  };
}

/** The schema of one parameter, also of a nested one; undefined where there is none. */
export function schemaAt(
  schema: JsonObject,
  path: readonly string[],
): JsonObject | undefined {
  return path.reduce<JsonObject | undefined>(
    (at, step) => at && propertiesOf(at).find(([name]) => name === step)?.[1],
    schema,
  );
}

/** Whether a parameter is a secret, which is never shown again. */
export function isSecret(property: JsonObject): boolean {
  return property.writeOnly === true || property.format === 'password';
}

function propertiesOf(schema: JsonObject): [string, JsonObject][] {
  const { properties } = schema;
  if (!isMapping(properties)) return [];
  return Object.entries(properties).filter(
    (entry): entry is [string, JsonObject] => isMapping(entry[1]),
  );
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

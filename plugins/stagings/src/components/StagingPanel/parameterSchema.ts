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

/** How the parameters of a schema are asked for: few choices as radio buttons, secrets hidden. */
export function uiSchemaOf(schema: JsonObject): UiSchema {
  const ui: UiSchema = { 'ui:submitButtonOptions': { norender: true } };
  for (const [name, property] of propertiesOf(schema)) {
    ui[name] = { ...uiSchemaOf(property), ...widgetOf(property) };
  }
  return ui;
}

function widgetOf(property: JsonObject): UiSchema {
  if (isSecret(property)) return { 'ui:widget': 'password' };
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

/** A template's schema in the type of the form library. */
export function asFormSchema(schema: JsonObject): RJSFSchema {
  return { ...schema, title: undefined } as RJSFSchema;
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

function isSecret(property: JsonObject): boolean {
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

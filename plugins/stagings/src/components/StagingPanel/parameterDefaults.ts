import { JsonObject } from '@backstage/types';
import { getDefaultFormState } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { asFormSchema } from './parameterSchema';

/** Parameters with the defaults of a template's schema where none are given, as the form shows them. */
export function filledIn(schema: JsonObject, given: JsonObject): JsonObject {
  const formSchema = asFormSchema(schema);
  return getDefaultFormState(validator, formSchema, given, formSchema);
}

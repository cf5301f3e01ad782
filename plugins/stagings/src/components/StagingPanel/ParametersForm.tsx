import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { JsonObject } from '@backstage/types';
import type RjsfForm from '@rjsf/core';
import { Form } from '@rjsf/material-ui';
import validator from '@rjsf/validator-ajv8';
import type { DescriptionFieldProps } from '@rjsf/utils';
import { RefObject, useMemo } from 'react';
import { Refusal } from '../../api/refusal';
import { stagingsTranslationRef } from '../../translations/ref';
import { asFormSchema, parameterErrors, uiSchemaOf } from './parameterSchema';

/** Handle of a form: checks what is filled in, and shows what is wrong. */
export type ParametersFormHandle = RjsfForm;

/** As small as the help at our own fields. */
function Description({ id, description }: DescriptionFieldProps) {
  return (
    <span id={id} style={{ display: 'block', margin: '3px 14px 0' }}>
      {description}
    </span>
  );
}

const templates = { DescriptionFieldTemplate: Description };

interface ParametersFormProps {
  schema: JsonObject;
  /** With the defaults of the schema. */
  value: JsonObject;
  /** Dotted paths of the secrets that are set: left empty, they stay. */
  secrets?: readonly string[];
  onChange(value: JsonObject): void;
  /** What the server said; shown at the parameter that it is about. */
  refusal?: Refusal;
  /** Whether to check at every change: after the first try to submit. */
  liveCheck: boolean;
  handle: RefObject<ParametersFormHandle>;
}

/** Asks for a template's parameters, as its JSON Schema says. Not a form element of its own. */
export function ParametersForm(props: ParametersFormProps) {
  const { value, onChange, refusal, handle, secrets } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const schema = useMemo(
    () => asFormSchema(props.schema, secrets),
    [props.schema, secrets],
  );
  const help = t('panel.secretSet');
  const uiSchema = useMemo(
    () => uiSchemaOf(props.schema, secrets && { paths: secrets, help }),
    [props.schema, secrets, help],
  );
  const extraErrors = useMemo(() => parameterErrors(refusal), [refusal]);

  return (
    <Form
      ref={handle}
      tagName="div"
      idPrefix="parameters"
      schema={schema}
      uiSchema={uiSchema}
      validator={validator}
      templates={templates}
      formData={value}
      extraErrors={extraErrors}
      liveValidate={props.liveCheck}
      showErrorList={false}
      onChange={({ formData: next }) => onChange(next)}
    />
  );
}

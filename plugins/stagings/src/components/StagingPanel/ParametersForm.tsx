import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { JsonObject } from '@backstage/types';
import type RjsfForm from '@rjsf/core';
import { Form } from '@rjsf/material-ui';
import validator from '@rjsf/validator-ajv8';
import { RefObject, useMemo } from 'react';
import { Refusal } from '../../api/refusal';
import { stagingsTranslationRef } from '../../translations/ref';
import { asFormSchema, parameterErrors, uiSchemaOf } from './parameterSchema';
import { parameterTemplates } from './parameterTemplates';
import { useMistakeWords } from './useMistakeWords';

/** Handle of a form: checks what is filled in, and shows what is wrong. */
export type ParametersFormHandle = RjsfForm;

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
  const transformErrors = useMistakeWords();
  const extraErrors = useMemo(() => parameterErrors(refusal), [refusal]);

  return (
    <Form
      ref={handle}
      tagName="div"
      idPrefix="parameters"
      schema={schema}
      uiSchema={uiSchema}
      validator={validator}
      templates={parameterTemplates}
      formData={value}
      extraErrors={extraErrors}
      transformErrors={transformErrors}
      liveValidate={props.liveCheck}
      showErrorList={false}
      onChange={({ formData: next }) => onChange(next)}
    />
  );
}

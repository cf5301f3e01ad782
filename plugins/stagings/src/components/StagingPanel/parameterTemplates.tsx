import FormHelperText from '@material-ui/core/FormHelperText';
import Typography from '@material-ui/core/Typography';
import BaseInputTemplate from '@rjsf/material-ui/lib/BaseInputTemplate';
import {
  ariaDescribedByIds,
  DescriptionFieldProps,
  errorId,
  FieldErrorProps,
  FieldHelpProps,
  helpId,
  TitleFieldProps,
  WidgetProps,
} from '@rjsf/utils';

/** As small, and as far from the edge, as the help at our own fields. */
function Description({ id, description }: DescriptionFieldProps) {
  return (
    <span id={id} style={{ display: 'block', margin: '3px 14px 0' }}>
      {description}
    </span>
  );
}

function Help({ idSchema, help }: FieldHelpProps) {
  return help ? (
    <FormHelperText id={helpId(idSchema)} variant="outlined" margin="dense">
      {help}
    </FormHelperText>
  ) : null;
}

function Errors({ idSchema, errors = [] }: FieldErrorProps) {
  return errors.length > 0 ? (
    <FormHelperText
      id={errorId(idSchema)}
      component="div"
      variant="outlined"
      margin="dense"
      error
    >
      {errors.map((error, index) => (
        <div key={index}>{error}</div>
      ))}
    </FormHelperText>
  ) : null;
}

/** The library names what stands around a field at its frame, where no screen reader looks for it. */
function Input(props: WidgetProps) {
  const described = { 'aria-describedby': ariaDescribedByIds(props.id) };
  return <BaseInputTemplate {...props} InputProps={described} />;
}

/** Smaller than the title of the panel. */
function Title({ id, title }: TitleFieldProps) {
  return (
    <Typography id={id} variant="subtitle2" component="h3">
      {title}
    </Typography>
  );
}

/** How the form library shows what stands around a field: as our own fields do. */
export const parameterTemplates = {
  BaseInputTemplate: Input,
  DescriptionFieldTemplate: Description,
  FieldErrorTemplate: Errors,
  FieldHelpTemplate: Help,
  TitleFieldTemplate: Title,
};

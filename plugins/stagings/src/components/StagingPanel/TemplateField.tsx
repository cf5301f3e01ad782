import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { StagingTemplate } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';

interface TemplateFieldProps {
  templates: StagingTemplate[];
  /** The chosen one. */
  template: StagingTemplate;
  refusal?: string;
  onChange(name: string): void;
}

/** Asks how to build the staging, where there are several ways, and says what stands in the way of the chosen one. */
export function TemplateField(props: TemplateFieldProps) {
  const { templates, template, refusal, onChange } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <div>
      {templates.length > 1 && (
        <FormControl component="fieldset" error={!!refusal}>
          <FormLabel component="legend">{t('panel.template')}</FormLabel>
          <RadioGroup
            row
            value={template.name}
            onChange={event => onChange(event.target.value)}
          >
            {templates.map(({ name, title }) => (
              <FormControlLabel
                key={name}
                value={name}
                label={title}
                control={<Radio color="primary" size="small" />}
              />
            ))}
          </RadioGroup>
        </FormControl>
      )}
      {refusal && <FormHelperText error>{refusal}</FormHelperText>}
      <Typography variant="body2" color="textSecondary">
        {templates.length === 1 && `${template.title}. `}
        {template.description}
      </Typography>
      {template.problem && <Alert severity="error">{template.problem}</Alert>}
    </div>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControl from '@material-ui/core/FormControl';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { StagingTemplate } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { TemplateCard } from './TemplateCard';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1) },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

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
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {templates.length > 1 ? (
        <FormControl component="fieldset" error={!!refusal}>
          <FormLabel component="legend">{t('panel.template')}</FormLabel>
          <RadioGroup
            className={classes.cards}
            name="stagings-template"
            value={template.name}
            onChange={event => onChange(event.target.value)}
          >
            {templates.map(item => (
              <TemplateCard
                key={item.name}
                template={item}
                isChosen={item.name === template.name}
              />
            ))}
          </RadioGroup>
        </FormControl>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {[template.title, template.description].filter(Boolean).join('. ')}
        </Typography>
      )}
      {refusal && <FormHelperText error>{refusal}</FormHelperText>}
      {template.problem && <Alert severity="error">{template.problem}</Alert>}
    </div>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { stagingsTranslationRef } from '../../translations/ref';
import { parseOverrides } from './overridesText';

const useStyles = makeStyles({
  text: { fontFamily: 'monospace', fontSize: '0.875rem' },
});

interface OverridesYamlProps {
  text: string;
  onChange(text: string): void;
  /** What the server said about the overrides. */
  refusal?: string;
}

/** All overrides as one text. */
export function OverridesYaml(props: OverridesYamlProps) {
  const { text, onChange, refusal } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const problem = useYamlProblem(text) ?? refusal;
  return (
    <TextField
      fullWidth
      multiline
      minRows={6}
      maxRows={24}
      id="stagings-overrides"
      label={t('overrides.yaml')}
      value={text}
      error={!!problem}
      helperText={problem ?? t('overrides.yamlHelp')}
      onChange={event => onChange(event.target.value)}
      InputProps={{ className: classes.text }}
      inputProps={{ spellCheck: false }}
    />
  );
}

function useYamlProblem(text: string): string | undefined {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const parsed = parseOverrides(text);
  if ('value' in parsed) return undefined;
  return parsed.problem.kind === 'notMapping'
    ? t('overrides.notMapping')
    : parsed.problem.message;
}

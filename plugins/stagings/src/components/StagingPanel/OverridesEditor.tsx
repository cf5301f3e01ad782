import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { parseOverrides } from './overridesText';

const useStyles = makeStyles({
  // The panel's own spacing; an accordion brings a shadow and moves when it opens.
  accordion: {
    boxShadow: 'none',
    background: 'none',
    '&:before': { opacity: 0 },
  },
  summary: { padding: 0 },
  details: { padding: 0 },
  text: { fontFamily: 'monospace', fontSize: '0.875rem' },
});

interface OverridesEditorProps {
  text: string;
  onChange(text: string): void;
  /** What the server said about the overrides. */
  refusal?: string;
}

/** Free-form changes to the template's values, as YAML or JSON. */
export function OverridesEditor(props: OverridesEditorProps) {
  const { text, onChange, refusal } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const problem = useOverridesProblem(text) ?? refusal;
  const [opened, setOpened] = useState(text !== '');
  return (
    <Accordion
      square
      className={classes.accordion}
      expanded={opened || !!problem}
      onChange={(_event, open) => setOpened(open)}
    >
      <AccordionSummary
        className={classes.summary}
        expandIcon={<ExpandMoreIcon />}
      >
        <Typography variant="body2">{t('panel.more')}</Typography>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <TextField
          fullWidth
          multiline
          minRows={6}
          id="stagings-overrides"
          label={t('panel.overrides')}
          value={text}
          error={!!problem}
          helperText={problem ?? t('panel.overridesHelp')}
          onChange={event => onChange(event.target.value)}
          InputProps={{ className: classes.text }}
          inputProps={{ spellCheck: false }}
        />
      </AccordionDetails>
    </Accordion>
  );
}

function useOverridesProblem(text: string): string | undefined {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const parsed = parseOverrides(text);
  if ('value' in parsed) return undefined;
  return parsed.problem.kind === 'notMapping'
    ? t('panel.overridesNotMapping')
    : parsed.problem.message;
}

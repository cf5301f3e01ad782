import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { OverrideKey } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { selectOnMount } from '../Focus/selectOnMount';
import { OverrideEntry } from './entries';
import { printKey } from './keyText';
import { printValue } from './provenance';

const useStyles = makeStyles(theme => ({
  json: { fontFamily: 'monospace', fontSize: '0.875rem' },
  removed: { padding: theme.spacing(1, 0) },
}));

interface ValueFieldProps {
  entry: OverrideEntry;
  known: OverrideKey | undefined;
  /** What is wrong with the value. */
  mistake?: string;
  /** What is still to be done, where nothing is wrong. */
  help?: string;
  focused: boolean;
  onChange(text: string): void;
}

/** Asks for a value in the way that its kind is typed in. */
export function ValueField(props: ValueFieldProps) {
  const { entry, known, mistake, help, focused, onChange } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const choices = choicesOf(entry, known);
  if (entry.kind === 'remove') {
    return (
      <Typography
        className={classes.removed}
        variant="body2"
        color={mistake ? 'error' : 'textSecondary'}
      >
        {mistake ?? t('overrides.removedHelp')}
      </Typography>
    );
  }
  return (
    <TextField
      fullWidth
      select={!!choices}
      multiline={entry.kind === 'json'}
      maxRows={12}
      value={entry.text}
      error={!!mistake}
      helperText={mistake ?? boundsOf(known) ?? help}
      onChange={event => onChange(event.target.value)}
      inputRef={focused ? selectOnMount : undefined}
      SelectProps={{ native: true }}
      InputProps={{
        className: entry.kind === 'json' ? classes.json : undefined,
      }}
      inputProps={{
        'aria-label': t('overrides.valueLabel', { key: printKey(entry.path) }),
        inputMode: entry.kind === 'number' ? 'decimal' : undefined,
        spellCheck: false,
        dir: choices ? undefined : 'auto',
      }}
    >
      {choices?.map(choice => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </TextField>
  );
}

/** The values to choose from; what stands there now is always one of them. */
function choicesOf(
  { kind, text }: OverrideEntry,
  known: OverrideKey | undefined,
): string[] | undefined {
  if (kind === 'boolean') return ['true', 'false'];
  if (kind === 'json' || !known?.enum) return undefined;
  const offered = known.enum
    .filter(value => typeof value === (kind === 'number' ? 'number' : 'string'))
    .map(printValue);
  if (offered.length === 0) return undefined;
  return offered.includes(text) ? offered : [text, ...offered];
}

function boundsOf(known: OverrideKey | undefined): string | undefined {
  if (!known) return undefined;
  const { minimum, maximum, pattern } = known;
  const facts = [
    minimum !== undefined && `≥ ${minimum}`,
    maximum !== undefined && `≤ ${maximum}`,
    pattern,
  ];
  return facts.filter(Boolean).join(' · ') || undefined;
}

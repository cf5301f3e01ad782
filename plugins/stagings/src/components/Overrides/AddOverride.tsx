import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { OverrideKey, OverrideKeys } from 'backstage-plugin-stagings-common';
import { KeyboardEvent, useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { SuggestField } from '../Suggestions/SuggestField';
import { parseKey } from './keyText';
import { fallbackOf } from './provenance';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1) },
  field: { flexGrow: 1, minWidth: 0 },
  button: { marginTop: theme.spacing(1.25) },
  option: { minWidth: 0, overflowWrap: 'anywhere' },
  key: { fontFamily: 'monospace' },
}));

interface AddOverrideProps {
  keys: OverrideKeys | undefined;
  onAdd(path: string[]): void;
}

/** Asks which value to override, with what the template offers. */
export function AddOverride({ keys, onAdd }: AddOverrideProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [text, setText] = useState('');
  const path = parseKey(text.trim());
  const add = (steps: string[]) => {
    onAdd(steps);
    setText('');
  };
  // A key that is complete is added; Enter would create the staging otherwise.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.defaultPrevented || text === '') return;
    event.preventDefault();
    if (path) add(path);
  };

  return (
    <div className={classes.root} onKeyDown={onKeyDown} role="presentation">
      <SuggestField<OverrideKey>
        id="stagings-add-override"
        className={classes.field}
        label={t('overrides.add')}
        text={text}
        onText={setText}
        error={text !== '' && !path}
        helperText={
          text !== '' && !path
            ? t('overrides.keyInvalid')
            : t('overrides.addHelp')
        }
        suggestions={keys?.items ?? []}
        textOf={key => key.key}
        matches={isAbout}
        onChoose={key => add(key.path)}
        renderSuggestion={key => (
          <div className={classes.option}>
            <div className={classes.key}>{key.key}</div>
            <Typography variant="body2" color="textSecondary">
              <KeyFacts known={key} />
            </Typography>
          </div>
        )}
      />
      <Button
        className={classes.button}
        size="small"
        variant="outlined"
        disabled={!path}
        onClick={() => path && add(path)}
      >
        {t('overrides.addButton')}
      </Button>
    </div>
  );
}

/** Type, origin and description of a key, in a line. */
function KeyFacts({ known }: { known: OverrideKey }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const fallback = fallbackOf(known);
  const facts = [
    known.type && t(`overrides.type.${known.type}`),
    fallback &&
      t(`overrides.default.${fallback.setBy}`, { value: fallback.text }),
    known.description ?? known.title,
  ];
  return <>{facts.filter(Boolean).join(' · ')}</>;
}

function isAbout(key: OverrideKey, text: string): boolean {
  const words = `${key.key} ${key.title ?? ''} ${key.description ?? ''}`;
  return words.toLowerCase().includes(text.trim().toLowerCase());
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import ReplayIcon from '@material-ui/icons/Replay';
import { OverrideKey } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import {
  ENTRY_KINDS,
  EntryKind,
  EntryProblem,
  OverrideEntry,
  withKind,
} from './entries';
import { printKey } from './keyText';
import { fallbackOf } from './provenance';
import { ValueField } from './ValueField';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gap: theme.spacing(0.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1),
    overflowWrap: 'anywhere',
  },
  key: { fontFamily: 'monospace', minWidth: 0 },
  inputs: { display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1) },
  kind: { width: 132, flexShrink: 0 },
  value: { flexGrow: 1, minWidth: 0 },
}));

interface OverrideRowProps {
  entry: OverrideEntry;
  /** What describes the key, or the mapping that it stands in. */
  known: OverrideKey | undefined;
  /** Whether nothing that the template offers has to do with the key. */
  isUnknown: boolean;
  problem?: EntryProblem;
  /** What the server said about this value. */
  refusal?: string;
  /** Whether the keyboard goes to the value at once. */
  focused: boolean;
  onChange(entry: OverrideEntry): void;
  onReset(): void;
}

/** One override: its key, where its value comes from, and the value. */
export function OverrideRow(props: OverrideRowProps) {
  const { entry, known, isUnknown, problem, refusal, onChange } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const name = printKey(entry.path);
  const own = known?.key === name ? known : undefined;
  const isMissing = problem === 'missing';
  const words = (problem && t(`overrides.problem.${problem}`)) ?? refusal;
  const reset = t('overrides.reset', { key: name });
  return (
    <li className={classes.row} aria-label={name}>
      <div className={classes.head}>
        <span className={classes.key} dir="auto">
          {name}
        </span>
        <Provenance entry={entry} known={own} />
      </div>
      {own?.description && (
        <Typography variant="body2" color="textSecondary">
          {own.description}
        </Typography>
      )}
      {isUnknown && (
        <Typography variant="body2" color="textSecondary">
          {t('overrides.unknownKey')}
        </Typography>
      )}
      <div className={classes.inputs}>
        <TextField
          className={classes.kind}
          select
          value={entry.kind}
          onChange={event =>
            onChange(withKind(entry, event.target.value as EntryKind))
          }
          SelectProps={{ native: true }}
          inputProps={{ 'aria-label': t('overrides.kindLabel', { key: name }) }}
        >
          {ENTRY_KINDS.map(kind => (
            <option key={kind} value={kind}>
              {t(`overrides.kind.${kind}`)}
            </option>
          ))}
        </TextField>
        <div className={classes.value}>
          <ValueField
            entry={entry}
            known={own}
            mistake={isMissing ? undefined : words}
            help={isMissing ? words : undefined}
            focused={props.focused}
            onChange={text => onChange({ ...entry, text })}
          />
        </div>
        <Tooltip title={reset}>
          <IconButton size="small" aria-label={reset} onClick={props.onReset}>
            <ReplayIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </div>
    </li>
  );
}

interface ProvenanceProps {
  entry: OverrideEntry;
  known: OverrideKey | undefined;
}

/** Who gives the value, and what it takes the place of. */
function Provenance({ entry, known }: ProvenanceProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const fallback = known && fallbackOf(known);
  const who =
    entry.kind === 'remove' ? t('overrides.removed') : t('overrides.you');
  const instead =
    fallback &&
    t(`overrides.instead.${fallback.setBy}`, { value: fallback.text });
  return (
    <Typography variant="body2" color="textSecondary">
      {[who, instead].filter(Boolean).join(' · ')}
    </Typography>
  );
}

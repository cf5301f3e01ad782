import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { isValidBranchName } from 'backstage-plugin-stagings-common';
import { focusOnMount } from '../Focus/focusOnMount';
import { problemAt, Refusal } from '../../api/refusal';
import { stagingsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
  branch: { flex: '2 1 260px' },
  commit: { flex: '1 1 160px' },
}));

interface SourceFieldsProps {
  branch: string;
  commit: string;
  /** Whether a missing branch is already a mistake. */
  attempted: boolean;
  refusal?: Refusal;
  onChange(part: { branch?: string; commit?: string }): void;
}

/** Asks which branch a staging is for, and which commit of it. */
export function SourceFields(props: SourceFieldsProps) {
  const { branch, commit, refusal, onChange } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const branchProblem =
    branchMistake(branch, props.attempted) ?? problemAt(refusal, 'branch');
  const commitProblem = problemAt(refusal, 'commit');

  function branchMistake(text: string, required: boolean) {
    if (text === '') return required ? t('panel.branchMissing') : undefined;
    return isValidBranchName(text) ? undefined : t('panel.branchInvalid');
  }

  return (
    <div className={classes.root}>
      <TextField
        className={classes.branch}
        id="stagings-branch"
        label={t('panel.branch')}
        required
        inputRef={focusOnMount}
        margin="dense"
        value={branch}
        error={!!branchProblem}
        helperText={branchProblem}
        onChange={event => onChange({ branch: event.target.value.trim() })}
        inputProps={{ spellCheck: false, autoCapitalize: 'off' }}
      />
      <TextField
        className={classes.commit}
        id="stagings-commit"
        label={t('panel.commit')}
        margin="dense"
        value={commit}
        error={!!commitProblem}
        helperText={commitProblem}
        onChange={event => onChange({ commit: event.target.value })}
        inputProps={{ spellCheck: false, autoCapitalize: 'off' }}
      />
    </div>
  );
}

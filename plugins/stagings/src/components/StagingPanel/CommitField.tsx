import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@material-ui/core/TextField';
import { problemAt, Refusal } from '../../api/refusal';
import { stagingsTranslationRef } from '../../translations/ref';

interface CommitFieldProps {
  className?: string;
  commit: string;
  refusal?: Refusal;
  onChange(commit: string): void;
}

/** Asks which commit a staging is of. */
export function CommitField(props: CommitFieldProps) {
  const { className, commit, refusal, onChange } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const problem = problemAt(refusal, 'commit');
  return (
    <TextField
      className={className}
      id="stagings-commit"
      label={t('panel.commit')}
      margin="dense"
      value={commit}
      error={!!problem}
      helperText={problem}
      onChange={event => onChange(event.target.value)}
      inputProps={{ spellCheck: false, autoCapitalize: 'off', dir: 'auto' }}
    />
  );
}

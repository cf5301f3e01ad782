import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { isValidBranchName } from 'backstage-plugin-stagings-common';
import { ReactNode } from 'react';
import { problemAt, Refusal } from '../../api/refusal';
import { stagingsTranslationRef } from '../../translations/ref';
import { focusOnMount } from '../Focus/focusOnMount';
import { SuggestField } from '../Suggestions/SuggestField';
import { CommitField } from './CommitField';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2) },
  branch: { flex: '2 1 260px', minWidth: 0 },
  commit: { flex: '1 1 160px', minWidth: 0 },
}));

/** What git allows, in bytes. */
const LONGEST_BRANCH = 244;

interface SourceFieldsProps {
  branch: string;
  commit: string;
  /** Branches that people dealt with lately. */
  branches: string[];
  /** What stands in the way of the branch, if something does. */
  conflict?: ReactNode;
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
  const problem =
    branchMistake() ?? props.conflict ?? problemAt(refusal, 'branch');

  function branchMistake() {
    if (branch === '')
      return props.attempted ? t('panel.branchMissing') : undefined;
    if (isValidBranchName(branch)) return undefined;
    return branch.length > LONGEST_BRANCH
      ? t('panel.branchTooLong')
      : t('panel.branchInvalid');
  }

  return (
    <div className={classes.root}>
      <SuggestField
        id="stagings-branch"
        className={classes.branch}
        label={t('panel.branch')}
        required
        inputRef={focusOnMount}
        text={branch}
        onText={text => onChange({ branch: text.trim() })}
        suggestions={props.branches}
        textOf={text => text}
        error={!!problem}
        helperText={problem ?? t('panel.branchHelp')}
      />
      <CommitField
        className={classes.commit}
        commit={commit}
        refusal={refusal}
        onChange={text => onChange({ commit: text })}
      />
    </div>
  );
}

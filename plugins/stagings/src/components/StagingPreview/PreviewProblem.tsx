import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { Explanation } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  message: { overflowWrap: 'anywhere', minWidth: 0, whiteSpace: 'pre-line' },
  part: { marginTop: theme.spacing(0.5) },
}));

/** Something that would refuse, hold up or fail the deploy, and what helps. */
export function PreviewProblem({ problem }: { problem: Explanation }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { message, evidence, hint } = problem;
  const facts = [
    evidence?.object && `${evidence.object.kind} ${evidence.object.name}`,
    evidence?.container && t('hint.container', { name: evidence.container }),
    evidence?.image,
    evidence?.event,
  ].filter(fact => fact && !message.includes(fact));
  return (
    <Alert severity="error" classes={{ message: classes.message }} role="note">
      {message}
      {facts.length > 0 && (
        <div className={classes.part}>{facts.join(' · ')}</div>
      )}
      {hint && (
        <div className={classes.part}>
          <strong>{t(`hint.${hint.audience}`)}:</strong> {hint.text}
        </div>
      )}
    </Alert>
  );
}

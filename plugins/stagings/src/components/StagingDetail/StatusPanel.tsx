import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert, { Color } from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { Evidence, Hint, Staging } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { Condition, conditionOf } from '../StagingStatus/condition';
import { ConditionIcon } from '../StagingStatus/ConditionIcon';
import { StatusHints } from '../StagingStatus/StatusHints';
import { Elapsed } from '../Time/Elapsed';

const severities: Partial<Record<Condition, Color>> = {
  failing: 'warning',
  failed: 'error',
};

const useStyles = makeStyles(theme => ({
  evidence: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
  part: { marginTop: theme.spacing(1) },
}));

/** What happens now and why, the facts behind it, and what to do next; nothing while all is well. */
export function StatusPanel({ staging }: { staging: Staging }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { status } = staging;
  const condition = conditionOf(status);
  if (condition === 'running' && status.health === 'healthy') return null;

  return (
    <Alert
      severity={severities[condition] ?? 'info'}
      icon={<ConditionIcon condition={condition} />}
      role="status"
    >
      <AlertTitle>
        {t(`condition.${condition}`)}
        {condition === 'starting' && (
          <>
            {' · '}
            <Elapsed since={staging.updatedAt} />
          </>
        )}
      </AlertTitle>
      <div>{status.message ?? t(`sentence.${condition}`)}</div>
      {status.evidence && <EvidenceLine evidence={status.evidence} />}
      {status.hint && <HintLine hint={status.hint} />}
      {condition === 'failed' && status.deployedRevision && (
        <div className={classes.part}>
          {t('hint.stillServing', {
            revision: String(status.deployedRevision),
          })}
        </div>
      )}
      <div className={classes.part}>
        <StatusHints staging={staging} detailPath="." />
      </div>
    </Alert>
  );
}

function EvidenceLine({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { object, container, exitCode, image, event } = evidence;
  const facts = [
    object && `${object.kind} ${object.name}`,
    container && t('hint.container', { name: container }),
    exitCode !== undefined && t('hint.exitCode', { code: String(exitCode) }),
    image,
    event,
  ].filter(Boolean);
  return (
    <Typography
      variant="body2"
      className={`${classes.evidence} ${classes.part}`}
      aria-label={t('hint.evidence')}
    >
      {facts.join(' · ')}
    </Typography>
  );
}

function HintLine({ hint }: { hint: Hint }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.part}>
      <strong>{t(`hint.${hint.audience}`)}:</strong> {hint.text}
    </div>
  );
}

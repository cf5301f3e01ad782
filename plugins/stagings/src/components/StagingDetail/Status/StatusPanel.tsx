import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert, { Color } from '@material-ui/lab/Alert';
import { Hint, Staging } from 'backstage-plugin-stagings-common';
import { isOpen, useOperations } from '../../../hooks/useOperations';
import { stagingsTranslationRef } from '../../../translations/ref';
import { Condition, conditionOf } from '../../StagingStatus/condition';
import { ConditionIcon } from '../../StagingStatus/ConditionIcon';
import { StatusSentence } from '../../StagingStatus/StatusSentence';
import { EndNote } from './EndNote';
import { EvidenceLine } from './EvidenceLine';
import { NextStepButton } from './NextStepButton';
import { OperationProgress } from './OperationProgress';

const severities: Partial<Record<Condition, Color>> = {
  failing: 'warning',
  failed: 'error',
  unknown: 'warning',
};

const useStyles = makeStyles(theme => ({
  root: { color: theme.palette.text.primary },
  message: { minWidth: 0, flexGrow: 1 },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  },
  sentence: { flex: '1 1 320px', minWidth: 0, overflowWrap: 'anywhere' },
  word: { fontWeight: 600 },
  aside: { [theme.breakpoints.down('xs')]: { display: 'none' } },
  part: { marginTop: theme.spacing(1) },
}));

interface StatusPanelProps {
  staging: Staging;
  /** Whether it stands above something else that people look at; narrow screens have room for the sentence only then. */
  isAside: boolean;
}

/** What happens now and why, the facts behind it, how far it got, and what helps; nothing while all is well. */
export function StatusPanel({ staging, isAside }: StatusPanelProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { status } = staging;
  const condition = conditionOf(status);
  if (condition === 'running' && status.health === 'healthy') return null;
  return (
    <Alert
      classes={{ root: classes.root, message: classes.message }}
      severity={severities[condition] ?? 'info'}
      icon={<ConditionIcon condition={condition} />}
      role="group"
      aria-label={t('hint.panel')}
    >
      <div className={classes.head}>
        <div className={classes.sentence} role="status">
          <span className={classes.word}>{t(`condition.${condition}`)}</span>
          {' · '}
          <StatusSentence staging={staging} />
        </div>
        <NextStepButton staging={staging} />
      </div>
      <div className={isAside ? classes.aside : undefined}>
        {status.lastHealth && (
          <div className={classes.part}>{status.message}</div>
        )}
        {status.evidence && <EvidenceLine evidence={status.evidence} />}
        {status.hint && <HintLine hint={status.hint} />}
        {condition === 'failed' && status.deployedRevision && (
          <div className={classes.part}>
            {t('hint.stillServing', {
              revision: String(status.deployedRevision),
            })}
          </div>
        )}
        <EndNote staging={staging} />
        <Progress staging={staging} />
      </div>
    </Alert>
  );
}

/** The operation that is under way, or the one that failed last. */
function Progress({ staging }: { staging: Staging }) {
  const operations = useOperations(staging.id).data;
  const operation = operations?.find(isOpen) ?? operations?.[0];
  const isShown =
    operation &&
    (isOpen(operation) ||
      (staging.status.phase === 'failed' && operation.state === 'failed'));
  return isShown ? (
    <OperationProgress key={operation.id} operation={operation} />
  ) : null;
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

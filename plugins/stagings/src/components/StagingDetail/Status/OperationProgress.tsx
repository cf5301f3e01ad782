import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import CheckIcon from '@material-ui/icons/Check';
import ErrorIcon from '@material-ui/icons/Error';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import { Operation, OperationWithLog } from 'backstage-plugin-stagings-common';
import { isOpen, useOperation } from '../../../hooks/useOperations';
import { stagingsTranslationRef } from '../../../translations/ref';
import { stopWatch } from '../../Time/duration';
import { Elapsed } from '../../Time/Elapsed';
import { ProgressStep, progressOf } from './progress';

const icons = {
  done: CheckIcon,
  current: AutorenewIcon,
  failed: ErrorIcon,
  ahead: RadioButtonUncheckedIcon,
} as const satisfies Record<ProgressStep['state'], typeof CheckIcon>;

const useStyles = makeStyles(theme => {
  const { status, text } = theme.palette;
  return {
    steps: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 3),
      margin: theme.spacing(1.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      [theme.breakpoints.down('xs')]: { flexDirection: 'column' },
    },
    step: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr',
      columnGap: theme.spacing(0.75),
      alignItems: 'center',
      '& svg': { fontSize: '1.125rem' },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'auto 1fr auto',
      },
    },
    time: {
      gridColumn: 2,
      minHeight: '1.4em',
      color: text.secondary,
      fontVariantNumeric: 'tabular-nums',
      [theme.breakpoints.down('xs')]: { gridColumn: 3 },
    },
    done: { '& svg': { color: status.ok } },
    current: { fontWeight: 600, '& svg': { color: status.running } },
    failed: { fontWeight: 600, '& svg': { color: status.error } },
    ahead: { color: text.secondary },
    latest: {
      marginTop: theme.spacing(1),
      color: text.secondary,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  };
});

/** How far an operation got: its steps with their times, and the newest line of its log. */
export function OperationProgress({ operation }: { operation: Operation }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const read = useOperation(operation).data;
  const shown: OperationWithLog = read ?? { ...operation, log: [] };
  const latest = shown.log.at(-1)?.message;
  return (
    <>
      <ol className={classes.steps} aria-label={t('progress.title')}>
        {progressOf(shown).map(step => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
      {isOpen(shown) && (
        <div className={classes.latest} title={latest}>
          {latest ? t('progress.latest', { line: latest }) : '\u00a0'}
        </div>
      )}
    </>
  );
}

function Step({ step }: { step: ProgressStep }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const Icon = icons[step.state];
  return (
    <li
      className={`${classes.step} ${classes[step.state]}`}
      aria-current={step.state === 'current' ? 'step' : undefined}
    >
      <Icon titleAccess={t(`progress.state.${step.state}`)} />
      <span>{t(`progress.step.${step.name}`)}</span>
      <span className={classes.time}>
        <StepTime step={step} />
      </span>
    </li>
  );
}

function StepTime({ step }: { step: ProgressStep }) {
  const { name, state, startedAt, endedAt } = step;
  if (!startedAt || name === 'done') return null;
  if (endedAt) {
    return <>{stopWatch(Date.parse(endedAt) - Date.parse(startedAt))}</>;
  }
  return state === 'current' ? <Elapsed since={startedAt} /> : null;
}

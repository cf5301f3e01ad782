import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { InputChange, Operation } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { useActorName } from '../People/useActorName';
import { Condition } from '../StagingStatus/condition';
import { ConditionIcon } from '../StagingStatus/ConditionIcon';
import { RelativeTime } from '../Time/RelativeTime';
import { inWords } from './flattenValues';
import { OperationDuration } from './OperationDuration';
import { OperationLog } from './OperationLog';

const conditions: Record<Operation['state'], Condition> = {
  queued: 'queued',
  running: 'starting',
  succeeded: 'running',
  failed: 'failed',
  superseded: 'archived',
};

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    overflowWrap: 'anywhere',
  },
  aside: { color: theme.palette.text.secondary },
  details: { display: 'block' },
  changes: {
    margin: theme.spacing(0, 0, 2),
    paddingLeft: theme.spacing(2.5),
    fontFamily: 'monospace',
    overflowWrap: 'anywhere',
  },
}));

/** One operation: who did what, how it ended; opened, what changed and its log. */
export function OperationItem({ operation }: { operation: Operation }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const actorName = useActorName();
  const { actor, via, kind, state, revision, message } = operation;
  const who = via
    ? t('people.via', { actor: actorName(actor), service: actorName(via) })
    : actorName(actor);
  return (
    <Accordion variant="outlined" TransitionProps={{ unmountOnExit: true }}>
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <div>
          <div className={classes.line}>
            <ConditionIcon condition={conditions[state]} />
            <strong title={actor}>{who}</strong>
            <span>{t(`activity.${kind}`)}</span>
            <span className={classes.aside}>
              {t('activity.revision', { revision: String(revision) })} ·{' '}
              {t(`activity.state.${state}`)} ·{' '}
              <OperationDuration operation={operation} />
              <RelativeTime at={operation.createdAt} />
            </span>
          </div>
          {message && <div>{message}</div>}
        </div>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <Changes changes={operation.changes} />
        <OperationLog operation={operation} />
      </AccordionDetails>
    </Accordion>
  );
}

function Changes({ changes }: { changes: InputChange[] }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  if (changes.length === 0) return null;
  return (
    <ul className={classes.changes}>
      {changes.map(({ path, from, to }) => (
        <li key={path}>
          {t('activity.change', {
            path,
            from: inWords(from) ?? t('activity.nothing'),
            to: inWords(to) ?? t('activity.nothing'),
          })}
        </li>
      ))}
    </ul>
  );
}

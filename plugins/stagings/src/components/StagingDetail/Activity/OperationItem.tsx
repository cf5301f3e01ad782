import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { Operation, Staging } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../../translations/ref';
import { useActorName } from '../../People/useActorName';
import { Condition } from '../../StagingStatus/condition';
import { ConditionIcon } from '../../StagingStatus/ConditionIcon';
import { RelativeTime } from '../../Time/RelativeTime';
import { ChangeList } from '../Configuration/ChangeList';
import { OperationDetails } from './OperationDetails';
import { OperationDuration } from './OperationDuration';

/** So many changes stand in the line itself; all of them are inside. */
const SHOWN_CHANGES = 2;

const conditions: Record<Operation['state'], Condition> = {
  queued: 'queued',
  running: 'starting',
  succeeded: 'running',
  failed: 'failed',
  cancelled: 'archived',
  superseded: 'archived',
};

const useStyles = makeStyles(theme => ({
  summary: { minWidth: 0 },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    overflowWrap: 'anywhere',
  },
  below: { paddingLeft: theme.spacing(3.5), overflowWrap: 'anywhere' },
  aside: { color: theme.palette.text.secondary },
  details: { display: 'block' },
}));

interface OperationItemProps {
  staging: Staging;
  operation: Operation;
}

/** One operation: who did what, what that changed, how it ended; opened, all about it. */
export function OperationItem({ staging, operation }: OperationItemProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const actorName = useActorName();
  const { actor, via, kind, state, revision, resource, changes } = operation;
  const who = via
    ? t('people.via', { actor: actorName(actor), service: actorName(via) })
    : actorName(actor);
  return (
    <Accordion variant="outlined" TransitionProps={{ unmountOnExit: true }}>
      <AccordionSummary
        expandIcon={<ExpandMoreIcon />}
        classes={{ content: classes.summary }}
      >
        <div className={classes.summary}>
          <div className={classes.line}>
            <ConditionIcon condition={conditions[state]} />
            <strong title={actor}>{who}</strong>{' '}
            <span>
              {t(`activity.${kind}`)}
              {resource && ` ${resource.kind} ${resource.name}`}
            </span>{' '}
            <span className={classes.aside}>
              {t('activity.revision', { revision: String(revision) })} ·{' '}
              {t(`activity.state.${state}`)} ·{' '}
              <OperationDuration operation={operation} />
              <RelativeTime at={operation.createdAt} />
            </span>
          </div>
          <div className={classes.below}>
            {changes.length > 0 && (
              <ChangeList changes={changes.slice(0, SHOWN_CHANGES)} />
            )}
            {changes.length > SHOWN_CHANGES && (
              <div className={classes.aside}>
                {t('activity.moreChanges', {
                  count: changes.length - SHOWN_CHANGES,
                })}
              </div>
            )}
            {tellsMore(operation) && operation.message}
          </div>
        </div>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <OperationDetails staging={staging} operation={operation} />
      </AccordionDetails>
    </Accordion>
  );
}

/** What went as it should needs no sentence, unless there is something to know about it. */
function tellsMore({ state, reason, message }: Operation): boolean {
  return !!message && (state !== 'succeeded' || reason !== undefined);
}

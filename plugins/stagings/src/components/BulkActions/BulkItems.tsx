import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { LostData } from '../StagingActions/LostData';
import { stagingsTranslationRef } from '../../translations/ref';
import { BulkAction, BulkRun } from './useBulkAction';

/** The data of so many stagings is looked up; asking the clusters about more would take too long to wait for. */
const LOOKED_UP = 10;

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    paddingLeft: theme.spacing(3),
    overflowWrap: 'anywhere',
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.body2.fontSize,
    '& > li': { marginBottom: theme.spacing(1) },
  },
  name: { fontWeight: 600 },
  refused: { color: theme.palette.error.main },
}));

interface BulkItemsProps {
  action: BulkAction;
  stagings: StagingSummary[];
  outcomes: BulkRun['outcomes'];
}

/** The stagings of an action by name: what each loses, why it is left out, or how it ended for it. */
export function BulkItems({ action, stagings, outcomes }: BulkItemsProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {stagings.map((staging, index) => {
        const outcome = outcomes.get(staging.id);
        const able = staging.allowedActions.includes(action);
        const showsLoss = action === 'delete' && able && !outcome;
        return (
          <li key={staging.id}>
            <span className={classes.name}>{staging.name}</span>
            {!able && ` – ${t('bulk.skipped')}`}
            {outcome === 'done' && ` – ${t('bulk.done')}`}
            {outcome && outcome !== 'done' && (
              <span className={classes.refused}>
                {' '}
                – {t('actions.failed', { message: outcome.refusal })}
              </span>
            )}
            {showsLoss && index < LOOKED_UP && (
              <LostData stagingId={staging.id} />
            )}
            {showsLoss && index >= LOOKED_UP && <div>{t('bulk.lostToo')}</div>}
          </li>
        );
      })}
    </ul>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import ToggleButton from '@material-ui/lab/ToggleButton';
import { StagingCount } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { ListSearch } from '../StagingsTable/listSearch';
import { Condition } from '../StagingStatus/condition';
import { ConditionIcon } from '../StagingStatus/ConditionIcon';
import { countByCondition } from '../StagingStatus/conditionQuery';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    // One line of them, so that nothing moves when they come.
    minHeight: 36,
  },
  status: {
    padding: theme.spacing(0.5, 1.25),
    '&&': { color: theme.palette.text.primary },
  },
  label: { gap: theme.spacing(0.75) },
}));

interface StatusCountsProps {
  search: ListSearch;
  counts: StagingCount[];
}

const halfOf = (condition: Condition) =>
  condition === 'archived' ? ('archived' as const) : ('active' as const);

/** How many stagings are in each state; a press on one shows those alone, and a second press all again. */
export function StatusCounts({ search, counts }: StatusCountsProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const found = countByCondition(counts).filter(
    ({ condition }) =>
      condition !== 'deleted' && halfOf(condition) === search.state,
  );
  const { status } = search;
  const gone = status && !found.some(({ condition }) => condition === status);
  const shown = gone ? [...found, { condition: status, count: 0 }] : found;
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('page.statusLabel')}
    >
      {shown.map(({ condition, count }) => (
        <ToggleButton
          key={condition}
          size="small"
          classes={{ root: classes.status, label: classes.label }}
          value={condition}
          selected={condition === status}
          onChange={() =>
            search.set({ status: condition === status ? '' : condition })
          }
        >
          <ConditionIcon condition={condition} />
          {t(`condition.${condition}`)} {count}
        </ToggleButton>
      ))}
    </div>
  );
}

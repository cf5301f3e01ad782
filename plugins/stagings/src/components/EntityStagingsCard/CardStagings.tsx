import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { StagingList } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { StagingLinks } from '../StagingLinks/StagingLinks';
import { NEWEST_FIRST, sortStagings } from '../StagingsTable/columns';
import { conditionOf } from '../StagingStatus/condition';
import { ConditionIcon } from '../StagingStatus/ConditionIcon';
import { ConditionWord } from '../StagingStatus/ConditionWord';
import {
  countByCondition,
  countByState,
} from '../StagingStatus/conditionQuery';
import { RelativeTime } from '../Time/RelativeTime';

/** More would make the card the tab. */
const LATEST = 5;

const useStyles = makeStyles(theme => ({
  counts: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2) },
  count: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  // Name, state, age and links stand below each other from line to line.
  staging: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 8em 7em 120px',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
    minHeight: 48,
    borderTop: `1px solid ${theme.palette.divider}`,
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr) 120px',
      padding: theme.spacing(1, 0),
    },
  },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  aside: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
}));

interface CardStagingsProps {
  list: StagingList;
  /** Address of the component's tab. */
  tabPath: string;
}

/** How many stagings are in which state, and those that changed last. */
export function CardStagings({ list, tabPath }: CardStagingsProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { archived } = countByState(list.counts);
  if (list.items.length === 0) {
    return (
      <div>
        {archived > 0
          ? t('card.onlyArchived', { count: archived })
          : t('card.none')}
      </div>
    );
  }
  const counts = countByCondition(list.counts).filter(
    ({ condition }) => condition !== 'deleted',
  );
  return (
    <>
      <div className={classes.counts}>
        {counts.map(({ condition, count }) => (
          <span key={condition} className={classes.count}>
            <ConditionIcon condition={condition} />
            {t(`condition.${condition}`)} {count}
          </span>
        ))}
      </div>
      <ul className={classes.list}>
        {sortStagings(list.items, NEWEST_FIRST)
          .slice(0, LATEST)
          .map(staging => (
            <li
              key={staging.id}
              className={classes.staging}
              data-testid="staging"
            >
              <Link
                to={`${tabPath}/${encodeURIComponent(staging.id)}`}
                className={classes.name}
                title={staging.name}
              >
                {staging.name}
              </Link>
              <ConditionWord condition={conditionOf(staging.status)} />
              <span className={classes.aside}>
                <RelativeTime at={staging.updatedAt} />
              </span>
              <StagingLinks staging={staging} oneLine={1} />
            </li>
          ))}
      </ul>
    </>
  );
}

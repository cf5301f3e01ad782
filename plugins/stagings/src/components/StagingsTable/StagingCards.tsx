import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Paper from '@material-ui/core/Paper';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { memo, useMemo } from 'react';
import { StagingActions } from '../StagingActions/StagingActions';
import { StagingLinks } from '../StagingLinks/StagingLinks';
import { conditionOf } from '../StagingStatus/condition';
import { ConditionIcon } from '../StagingStatus/ConditionIcon';
import { StatusHints } from '../StagingStatus/StatusHints';
import { StatusLine } from '../StagingStatus/StatusLine';
import { NEWEST_FIRST, sortStagings } from './columns';
import { ChangedNote, SourceNote, VersionNote } from './notes';
import { StagingsTableProps } from './StagingsTableProps';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  card: {
    padding: theme.spacing(2),
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  head: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  name: {
    flexGrow: 1,
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  facts: { overflowWrap: 'anywhere' },
}));

interface StagingCardProps {
  staging: StagingSummary;
  withComponent?: boolean;
}

const StagingCard = memo(({ staging, withComponent }: StagingCardProps) => {
  const classes = useStyles();
  return (
    <Paper variant="outlined" className={classes.card}>
      <div className={classes.head}>
        <ConditionIcon condition={conditionOf(staging.status)} />
        <Link to={staging.id} className={classes.name}>
          {staging.name}
        </Link>
        <StagingActions staging={staging} detailPath={staging.id} />
      </div>
      <StatusLine staging={staging} />
      <StatusHints staging={staging} detailPath={staging.id} />
      <div className={classes.facts}>
        {withComponent && (
          <div>
            <EntityRefLink entityRef={staging.entityRef} hideIcon />
          </div>
        )}
        <div>
          <SourceNote source={staging.source} />
        </div>
        <div>
          <VersionNote staging={staging} />
        </div>
        <ChangedNote staging={staging} />
      </div>
      <StagingLinks staging={staging} fullWidth />
    </Paper>
  );
});

/** Stagings as cards, for narrow screens; what changed last comes first. */
export function StagingCards({ stagings, withComponent }: StagingsTableProps) {
  const classes = useStyles();
  const sorted = useMemo(
    () => sortStagings(stagings, NEWEST_FIRST),
    [stagings],
  );
  return (
    <ul className={classes.list}>
      {sorted.map(staging => (
        <li key={staging.id} data-testid="staging">
          <StagingCard staging={staging} withComponent={withComponent} />
        </li>
      ))}
    </ul>
  );
}

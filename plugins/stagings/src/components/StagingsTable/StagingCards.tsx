import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { Fragment, memo } from 'react';
import { StagingActions } from '../StagingActions/StagingActions';
import { StagingLinks } from '../StagingLinks/StagingLinks';
import { conditionOf } from '../StagingStatus/condition';
import { ConditionIcon } from '../StagingStatus/ConditionIcon';
import { StatusHints } from '../StagingStatus/StatusHints';
import { StatusLine } from '../StagingStatus/StatusLine';
import { cells } from './cells';
import { CardsHead } from './CardsHead';
import { ChoiceBox } from './ChoiceBox';
import { StagingColumn } from './columns';
import { StagingsTableProps } from './StagingsTableProps';
import { Selection } from './useSelection';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
  },
  // What is off the screen is neither laid out nor painted.
  item: { contentVisibility: 'auto', containIntrinsicSize: 'auto 220px' },
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
  columns: readonly StagingColumn[];
  chosen: boolean;
  onChoose: Selection['choose'];
}

const StagingCard = memo((props: StagingCardProps) => {
  const { staging, columns, chosen, onChoose } = props;
  const classes = useStyles();
  return (
    <Paper variant="outlined" className={classes.card}>
      <div className={classes.head}>
        <ChoiceBox staging={staging} chosen={chosen} onChoose={onChoose} />
        <ConditionIcon condition={conditionOf(staging.status)} />
        <Link to={staging.id} className={classes.name}>
          {staging.name}
        </Link>
        <StagingActions staging={staging} detailPath={staging.id} />
      </div>
      <StatusLine staging={staging} />
      <StatusHints staging={staging} detailPath={staging.id} />
      <div className={classes.facts}>
        {columns
          .filter(column => column !== 'open')
          .map(column => (
            <div key={column}>{cells[column](staging).content}</div>
          ))}
      </div>
      {columns.includes('open') && <StagingLinks staging={staging} fullWidth />}
    </Paper>
  );
});

/** Stagings as cards, for narrow screens. */
export function StagingCards(props: StagingsTableProps) {
  const { groups, columns, selection } = props;
  const classes = useStyles();
  return (
    <>
      <CardsHead {...props} />
      {groups.map(({ entityRef, stagings }) => (
        <Fragment key={entityRef ?? ''}>
          {entityRef && (
            <Typography variant="h6" component="h3">
              <EntityRefLink entityRef={entityRef} hideIcon />
            </Typography>
          )}
          <ul className={classes.list}>
            {stagings.map(staging => (
              <li
                key={staging.id}
                className={classes.item}
                data-testid="staging"
              >
                <StagingCard
                  staging={staging}
                  columns={columns}
                  chosen={selection.chosen.has(staging.id)}
                  onChoose={selection.choose}
                />
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </>
  );
}

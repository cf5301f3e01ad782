import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { memo } from 'react';
import { StagingActions } from '../StagingActions/StagingActions';
import { conditionOf } from '../StagingStatus/condition';
import { ConditionIcon } from '../StagingStatus/ConditionIcon';
import { StatusHints } from '../StagingStatus/StatusHints';
import { StatusLine } from '../StagingStatus/StatusLine';
import { cells } from './cells';
import { ChoiceBox } from './ChoiceBox';
import { StagingColumn } from './columns';
import { Selection } from './useSelection';

/** The two lines of a row have a fixed height, so that a change of status moves nothing. */
const LINE_HEIGHT = { first: 44, second: 32 };

/** Where the name starts, so that the sentence below starts there too. */
const NAME_START = 72;

const useStyles = makeStyles(theme => ({
  // The portal's theme stripes rows; here two rows are one staging.
  group: {
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  first: {
    '&&': { backgroundColor: 'inherit' },
    '& > td, & > th': {
      height: LINE_HEIGHT.first,
      padding: theme.spacing(1, 2, 0),
      borderBottom: 'none',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    '& > th': { paddingLeft: theme.spacing(1) },
  },
  second: {
    '&&': { backgroundColor: 'inherit' },
    '& > td': {
      height: LINE_HEIGHT.second,
      padding: theme.spacing(0, 2, 1),
      paddingLeft: NAME_START,
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
  },
  name: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontWeight: 600,
    lineHeight: 1.5,
    '& > a': { overflow: 'hidden', textOverflow: 'ellipsis' },
  },
  sentence: {
    display: 'flex',
    gap: theme.spacing(2),
  },
}));

interface StagingRowProps {
  staging: StagingSummary;
  columns: readonly StagingColumn[];
  chosen: boolean;
  onChoose: Selection['choose'];
}

/** One staging: its facts in one line, and how it is and why in a second one over the whole width. */
export const StagingRow = memo(
  ({ staging, columns, chosen, onChoose }: StagingRowProps) => {
    const classes = useStyles();
    return (
      <TableBody className={classes.group} data-testid="staging">
        <TableRow className={classes.first}>
          <TableCell component="th" scope="row">
            <div className={classes.name}>
              <ChoiceBox
                staging={staging}
                chosen={chosen}
                onChoose={onChoose}
              />
              <ConditionIcon condition={conditionOf(staging.status)} />
              <Link to={staging.id} title={staging.name}>
                {staging.name}
              </Link>
            </div>
          </TableCell>
          {columns.map(column => {
            const { content, title } = cells[column](staging);
            return (
              <TableCell key={column} title={title}>
                {content}
              </TableCell>
            );
          })}
          <TableCell align="right">
            <StagingActions staging={staging} detailPath={staging.id} />
          </TableCell>
        </TableRow>
        <TableRow className={classes.second}>
          <TableCell colSpan={columns.length + 2}>
            <div className={classes.sentence}>
              <StatusLine staging={staging} />
              <StatusHints staging={staging} detailPath={staging.id} />
            </div>
          </TableCell>
        </TableRow>
      </TableBody>
    );
  },
);

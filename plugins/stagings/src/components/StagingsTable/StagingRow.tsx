import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { memo } from 'react';
import { StagingActions } from '../StagingActions/StagingActions';
import { StagingLinks } from '../StagingLinks/StagingLinks';
import { conditionOf } from '../StagingStatus/condition';
import { ConditionIcon } from '../StagingStatus/ConditionIcon';
import { StatusHints } from '../StagingStatus/StatusHints';
import { StatusLine } from '../StagingStatus/StatusLine';
import { ChangedNote, SourceNote, VersionNote } from './notes';

/** The two lines of a row have a fixed height, so that a change of status moves nothing. */
const LINE_HEIGHT = { first: 44, second: 32 };

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
  },
  second: {
    '&&': { backgroundColor: 'inherit' },
    '& > td': {
      height: LINE_HEIGHT.second,
      padding: theme.spacing(0, 2, 1, 5.5),
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
  withComponent?: boolean;
}

/** One staging: its facts in one line, and how it is and why in a second one over the whole width. */
export const StagingRow = memo(
  ({ staging, withComponent }: StagingRowProps) => {
    const classes = useStyles();
    return (
      <TableBody className={classes.group} data-testid="staging">
        <TableRow className={classes.first}>
          <TableCell component="th" scope="row">
            <div className={classes.name}>
              <ConditionIcon condition={conditionOf(staging.status)} />
              <Link to={staging.id} title={staging.name}>
                {staging.name}
              </Link>
            </div>
          </TableCell>
          {withComponent && (
            <TableCell>
              <EntityRefLink entityRef={staging.entityRef} hideIcon />
            </TableCell>
          )}
          <TableCell title={staging.source.branch}>
            <SourceNote source={staging.source} />
          </TableCell>
          <TableCell title={staging.version}>
            <VersionNote staging={staging} />
          </TableCell>
          <TableCell>
            <StagingLinks staging={staging} oneLine />
          </TableCell>
          <TableCell>
            <ChangedNote staging={staging} />
          </TableCell>
          <TableCell align="right">
            <StagingActions staging={staging} detailPath={staging.id} />
          </TableCell>
        </TableRow>
        <TableRow className={classes.second}>
          <TableCell colSpan={withComponent ? 7 : 6}>
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

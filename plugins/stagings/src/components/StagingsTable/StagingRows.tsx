import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableRow from '@material-ui/core/TableRow';
import { Fragment } from 'react';
import { StagingRow } from './StagingRow';
import { StagingsTableProps } from './StagingsTableProps';
import { TableHeads } from './TableHeads';

const useStyles = makeStyles(theme => ({
  table: { tableLayout: 'fixed', minWidth: 820 },
  group: {
    padding: theme.spacing(1.5, 2, 0.5),
    fontWeight: 600,
    borderBottom: 'none',
  },
}));

/** Stagings as a table with sortable columns. */
export function StagingRows(props: StagingsTableProps) {
  const { groups, columns, selection } = props;
  const classes = useStyles();
  return (
    <TableContainer component={Paper} variant="outlined">
      <Table className={classes.table}>
        <TableHeads
          {...props}
          stagings={groups.flatMap(({ stagings }) => stagings)}
        />
        {groups.map(({ entityRef, stagings }) => (
          <Fragment key={entityRef ?? ''}>
            {entityRef && (
              <TableBody>
                <TableRow>
                  <TableCell
                    component="th"
                    scope="rowgroup"
                    className={classes.group}
                    colSpan={columns.length + 2}
                  >
                    <EntityRefLink entityRef={entityRef} hideIcon /> ·{' '}
                    {stagings.length}
                  </TableCell>
                </TableRow>
              </TableBody>
            )}
            {stagings.map(staging => (
              <StagingRow
                key={staging.id}
                staging={staging}
                columns={columns}
                chosen={selection.chosen.has(staging.id)}
                onChoose={selection.choose}
              />
            ))}
          </Fragment>
        ))}
      </Table>
    </TableContainer>
  );
}

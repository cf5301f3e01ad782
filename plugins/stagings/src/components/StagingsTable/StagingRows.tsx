import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableCell from '@material-ui/core/TableCell';
import Paper from '@material-ui/core/Paper';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { useMemo, useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { NEWEST_FIRST, nextOrder, SortKey, sortStagings } from './columns';
import { StagingRow } from './StagingRow';
import { StagingsTableProps } from './StagingsTableProps';

const useStyles = makeStyles(theme => ({
  table: { tableLayout: 'fixed', minWidth: 820 },
  head: {
    color: theme.palette.text.secondary,
    padding: theme.spacing(1, 2),
    whiteSpace: 'nowrap',
  },
  staging: { width: '34%' },
  changed: { width: 180 },
  open: { width: 180 },
  menu: { width: 64 },
}));

/** Stagings as a table with sortable columns. */
export function StagingRows({ stagings, withComponent }: StagingsTableProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [order, setOrder] = useState(NEWEST_FIRST);
  const sorted = useMemo(
    () => sortStagings(stagings, order),
    [stagings, order],
  );

  const sortable = (by: SortKey, className = '') => (
    <TableCell
      className={`${classes.head} ${className}`}
      sortDirection={order.by === by ? order.direction : false}
    >
      <TableSortLabel
        active={order.by === by}
        direction={order.by === by ? order.direction : 'asc'}
        onClick={() => setOrder(nextOrder(order, by))}
      >
        {t(`table.${by}`)}
      </TableSortLabel>
    </TableCell>
  );

  return (
    <TableContainer component={Paper} variant="outlined">
      <Table className={classes.table}>
        <TableHead>
          <TableRow>
            {sortable('staging', classes.staging)}
            {withComponent && (
              <TableCell className={classes.head}>
                {t('table.component')}
              </TableCell>
            )}
            {sortable('branch')}
            {sortable('version')}
            <TableCell className={`${classes.head} ${classes.open}`}>
              {t('table.open')}
            </TableCell>
            {sortable('changed', classes.changed)}
            <TableCell
              className={`${classes.head} ${classes.menu}`}
              aria-label={t('table.actions')}
            />
          </TableRow>
        </TableHead>
        {sorted.map(staging => (
          <StagingRow
            key={staging.id}
            staging={staging}
            withComponent={withComponent}
          />
        ))}
      </Table>
    </TableContainer>
  );
}

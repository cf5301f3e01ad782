import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { isSortKey, nextOrder, SortKey, StagingColumn } from './columns';
import { StagingsTableProps } from './StagingsTableProps';

const useStyles = makeStyles(theme => ({
  head: {
    color: theme.palette.text.secondary,
    padding: theme.spacing(1, 2),
    whiteSpace: 'nowrap',
  },
  staging: { width: '32%', paddingLeft: theme.spacing(1) },
  all: { padding: 4, marginRight: theme.spacing(1) },
  changed: { width: 170 },
  open: { width: 170 },
  menu: { width: 64 },
  // For those who do not see that the column has menus.
  unseen: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
}));

type TableHeadsProps = Pick<
  StagingsTableProps,
  'columns' | 'order' | 'onOrder' | 'selection'
> & { stagings: StagingSummary[] };

/** The heads of the columns, which sort, and the box that chooses all. */
export function TableHeads(props: TableHeadsProps) {
  const { columns, order, onOrder } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();

  const sortLabel = (by: SortKey) => (
    <TableSortLabel
      active={order.by === by}
      direction={order.by === by ? order.direction : 'asc'}
      onClick={() => onOrder(nextOrder(order, by))}
    >
      {t(`table.${by}`)}
    </TableSortLabel>
  );
  const directionOf = (by: StagingColumn | 'staging') =>
    order.by === by ? order.direction : false;
  const widthOf = (column: StagingColumn) =>
    column === 'open' || column === 'changed' ? classes[column] : '';

  return (
    <TableHead>
      <TableRow>
        <TableCell
          className={`${classes.head} ${classes.staging}`}
          sortDirection={directionOf('staging')}
        >
          <ChooseAll {...props} />
          {sortLabel('staging')}
        </TableCell>
        {columns.map(column => (
          <TableCell
            key={column}
            className={`${classes.head} ${widthOf(column)}`}
            sortDirection={directionOf(column)}
          >
            {isSortKey(column) ? sortLabel(column) : t(`table.${column}`)}
          </TableCell>
        ))}
        <TableCell className={`${classes.head} ${classes.menu}`}>
          <span className={classes.unseen}>{t('table.actions')}</span>
        </TableCell>
      </TableRow>
    </TableHead>
  );
}

function ChooseAll({ stagings, selection }: TableHeadsProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const ids = stagings.map(({ id }) => id);
  const chosen = ids.filter(id => selection.chosen.has(id)).length;
  const all = ids.length > 0 && chosen === ids.length;
  return (
    <Checkbox
      size="small"
      color="primary"
      className={classes.all}
      checked={all}
      indeterminate={chosen > 0 && !all}
      onChange={(_event, on) => selection.choose(ids, on)}
      inputProps={{ 'aria-label': t('bulk.chooseAll') }}
    />
  );
}

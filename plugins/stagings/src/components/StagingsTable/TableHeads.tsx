import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { ChooseAll } from './ChooseAll';
import { isSortKey, nextOrder, SortKey, StagingColumn } from './columns';
import { StagingsTableProps } from './StagingsTableProps';

const useStyles = makeStyles(theme => ({
  head: {
    color: theme.palette.text.secondary,
    padding: theme.spacing(1, 2),
    whiteSpace: 'nowrap',
  },
  staging: { width: '28%', paddingLeft: theme.spacing(1) },
  besideComponent: { width: '26%' },
  component: { width: '9%' },
  version: { width: '15%' },
  versionBesideComponent: { width: '12%' },
  template: { width: '11%' },
  cluster: { width: '11%' },
  changed: { width: 160 },
  // Two buttons with short titles.
  open: { width: 205 },
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
  const hasComponent = columns.includes('component');

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
  // What is left over is for the branch, the longest text.
  const widthOf = (column: StagingColumn) => {
    if (column === 'branch') return '';
    return column === 'version' && hasComponent
      ? classes.versionBesideComponent
      : classes[column];
  };

  return (
    <TableHead>
      <TableRow>
        <TableCell
          className={`${classes.head} ${classes.staging} ${
            hasComponent ? classes.besideComponent : ''
          }`}
          sortDirection={directionOf('staging')}
        >
          <ChooseAll stagings={props.stagings} selection={props.selection} />
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

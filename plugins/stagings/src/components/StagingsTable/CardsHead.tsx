import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { stagingsTranslationRef } from '../../translations/ref';
import { ChooseAll } from './ChooseAll';
import { isSortKey, nextOrder, SortKey } from './columns';
import { StagingsTableProps } from './StagingsTableProps';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    // The boxes of the cards stand below.
    paddingLeft: theme.spacing(2),
  },
  all: { display: 'flex', alignItems: 'center', cursor: 'pointer' },
  sort: { minWidth: 160 },
}));

/** What the heads of the columns do in a table: sorts the cards, and chooses all. */
export function CardsHead(props: StagingsTableProps) {
  const { groups, columns, order, onOrder, selection } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const keys: SortKey[] = [
    'staging',
    ...columns.flatMap(column => (isSortKey(column) ? column : [])),
  ];
  return (
    <div className={classes.root}>
      <label className={classes.all}>
        <ChooseAll
          stagings={groups.flatMap(({ stagings }) => stagings)}
          selection={selection}
        />
        {t('bulk.chooseAll')}
      </label>
      <TextField
        select
        id="stagings-sort"
        className={classes.sort}
        label={t('table.sort')}
        value={order.by}
        onChange={({ target }) => {
          if (isSortKey(target.value)) onOrder(nextOrder(order, target.value));
        }}
      >
        {keys.map(key => (
          <MenuItem key={key} value={key}>
            {t(`table.${key}`)}
          </MenuItem>
        ))}
      </TextField>
    </div>
  );
}

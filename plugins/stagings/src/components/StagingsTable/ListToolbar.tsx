import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { stagingsTranslationRef } from '../../translations/ref';
import { ListSearch, ListState } from './listSearch';
import { SearchField } from './SearchField';

const useStyles = makeStyles(theme => ({
  toggle: {
    padding: theme.spacing(0.75, 1.5),
    whiteSpace: 'nowrap',
    '&&': { color: theme.palette.text.primary },
  },
}));

interface ListToolbarProps {
  search: ListSearch;
  /** Undefined until they are known. */
  counts: Record<ListState, number> | undefined;
}

/** Search of a list, and which half of the stagings it shows. */
export function ListToolbar({ search, counts }: ListToolbarProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <>
      <SearchField search={search} />
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('tab.filterLabel')}
        value={search.state}
        onChange={(_event, state: ListState | null) => {
          if (state) search.set({ state, status: '' });
        }}
      >
        <ToggleButton className={classes.toggle} value="active">
          {t('tab.active', { amount: shown(counts?.active) })}
        </ToggleButton>
        <ToggleButton className={classes.toggle} value="archived">
          {t('tab.archived', { amount: shown(counts?.archived) })}
        </ToggleButton>
      </ToggleButtonGroup>
    </>
  );
}

function shown(count: number | undefined): string {
  return count === undefined ? '…' : String(count);
}

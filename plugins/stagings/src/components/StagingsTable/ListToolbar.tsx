import { useTranslationRef } from '@backstage/frontend-plugin-api';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import SearchIcon from '@material-ui/icons/Search';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { useEffect, useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { ListSearch, ListState } from './listSearch';

/** The server is asked when typing pauses for so long. */
const SEARCH_AFTER_MS = 250;

const useStyles = makeStyles(theme => ({
  search: { flex: '1 1 220px', maxWidth: 320 },
  toggle: { textTransform: 'none', padding: theme.spacing(0.75, 1.5) },
}));

interface ListToolbarProps {
  search: ListSearch;
  counts: Record<ListState, number | undefined>;
}

/** Search and filter of a list. */
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
          if (state) search.setState(state);
        }}
      >
        <ToggleButton className={classes.toggle} value="active">
          {t('tab.active', { amount: shown(counts.active) })}
        </ToggleButton>
        <ToggleButton className={classes.toggle} value="archived">
          {t('tab.archived', { amount: shown(counts.archived) })}
        </ToggleButton>
      </ToggleButtonGroup>
    </>
  );
}

function SearchField({ search: { q, setQuery } }: { search: ListSearch }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [typed, setTyped] = useState(q);

  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (typed === q) return undefined;
    const timer = setTimeout(() => setQuery(typed), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
    // Only typing starts the wait: an address that changed elsewhere has set what was typed.
  }, [typed, q, setQuery]);

  return (
    <TextField
      className={classes.search}
      variant="outlined"
      size="small"
      type="search"
      placeholder={t('tab.search')}
      inputProps={{ 'aria-label': t('tab.search') }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" />
          </InputAdornment>
        ),
      }}
      value={typed}
      onChange={event => setTyped(event.target.value)}
    />
  );
}

function shown(count: number | undefined): string {
  return count === undefined ? '…' : String(count);
}

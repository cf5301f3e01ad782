import { useTranslationRef } from '@backstage/frontend-plugin-api';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import SearchIcon from '@material-ui/icons/Search';
import { useEffect, useRef, useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { ListSearch } from './listSearch';

/** The server is asked when typing pauses for so long. */
const SEARCH_AFTER_MS = 250;

/** The server takes no longer text. */
const MAX_LENGTH = 200;

const useStyles = makeStyles({
  search: { width: 360, maxWidth: '100%', minWidth: 0 },
});

/** What is typed stays here until typing pauses, so that a keystroke renders nothing but the field. */
export function SearchField({ search }: { search: ListSearch }) {
  const { q, set } = search;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [typed, setTyped] = useState(q);

  // What the address was told and does not say yet. When it follows, more may have been typed already.
  const told = useRef<string[]>([]);

  useEffect(() => {
    const echo = told.current.indexOf(q);
    told.current = echo === -1 ? [] : told.current.slice(echo + 1);
    if (echo === -1) setTyped(q);
  }, [q]);
  useEffect(() => {
    if (typed === q) return undefined;
    const timer = setTimeout(() => {
      told.current.push(typed);
      set({ q: typed });
    }, SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, q, set]);

  return (
    <TextField
      className={classes.search}
      type="search"
      placeholder={t('tab.search')}
      inputProps={{ 'aria-label': t('tab.search'), maxLength: MAX_LENGTH }}
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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import { makeStyles } from '@material-ui/core/styles';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { Selection } from './useSelection';

const useStyles = makeStyles(theme => ({
  root: { padding: 4, marginRight: theme.spacing(1) },
}));

interface ChooseAllProps {
  /** Those that are shown. */
  stagings: StagingSummary[];
  selection: Selection;
}

/** Chooses all stagings that are shown, or none of them. */
export function ChooseAll({ stagings, selection }: ChooseAllProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const ids = stagings.map(({ id }) => id);
  const chosen = ids.filter(id => selection.chosen.has(id)).length;
  const all = ids.length > 0 && chosen === ids.length;
  return (
    <Checkbox
      size="small"
      color="primary"
      className={classes.root}
      checked={all}
      indeterminate={chosen > 0 && !all}
      onChange={(_event, on) => selection.choose(ids, on)}
      inputProps={{ 'aria-label': t('bulk.chooseAll') }}
    />
  );
}

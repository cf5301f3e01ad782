import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { stagingsTranslationRef } from '../../translations/ref';
import { Condition } from './condition';
import { ConditionIcon } from './ConditionIcon';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontWeight: 600,
    whiteSpace: 'nowrap',
  },
}));

/** A condition as icon and word. */
export function ConditionWord({ condition }: { condition: Condition }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <ConditionIcon condition={condition} />
      {t(`condition.${condition}`)}
    </span>
  );
}

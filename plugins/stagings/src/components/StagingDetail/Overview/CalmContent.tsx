import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { stagingsTranslationRef } from '../../../translations/ref';
import { HealthIcon } from './HealthIcon';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    gap: theme.spacing(1),
    alignItems: 'center',
  },
}));

/** How many healthy objects are folded away. */
export function CalmContent({ count }: { count: number }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <HealthIcon health="healthy" />
      {t('resources.healthyFolded', { count })}
    </span>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { stagingsTranslationRef } from '../../../translations/ref';
import { HealthIcon } from './HealthIcon';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    gap: theme.spacing(1),
    alignItems: 'center',
    cursor: 'pointer',
  },
}));

interface CalmContentProps {
  count: number;
  onClick(): void;
}

/** How many healthy objects are folded away. */
export function CalmContent({ count, onClick }: CalmContentProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    // The line that it stands in answers the keyboard.
    <span className={classes.root} onClick={onClick}>
      <HealthIcon health="healthy" />
      {t('resources.healthyFolded', { count })}
    </span>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { stagingsTranslationRef } from '../../translations/ref';

const FIELDS = ['branch', 'template', 'parameter', 'address'];

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(1, 3),
    display: 'grid',
    gap: theme.spacing(3),
  },
}));

/** The shape of the form while it loads. */
export function PanelSkeleton() {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.root} role="status" aria-label={t('panel.loading')}>
      {FIELDS.map(field => (
        <Skeleton key={field} variant="rect" height={40} />
      ))}
    </div>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { stagingsTranslationRef } from '../../translations/ref';
import { SlowNote } from '../LiveData/SlowNote';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(2) },
  row: { marginBottom: theme.spacing(3) },
  note: { minHeight: '1.25rem' },
}));

/** The shape of a table while its first read is under way. */
export function TableSkeleton() {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <div role="status" aria-label={t('live.loading')}>
        {['first', 'second', 'third'].map(row => (
          <div key={row} className={classes.row}>
            <Skeleton width="100%" height={28} />
            <Skeleton width="60%" height={20} />
          </div>
        ))}
      </div>
      <div className={classes.note}>
        <SlowNote />
      </div>
    </div>
  );
}

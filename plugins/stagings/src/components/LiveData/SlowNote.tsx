import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useIsSlow } from '../../hooks/useIsSlow';
import { stagingsTranslationRef } from '../../translations/ref';

/** After a while of waiting, says that it is still under way. */
export function SlowNote() {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const isSlow = useIsSlow(true);
  return (
    <Typography variant="body2" color="textSecondary" role="status">
      {isSlow ? t('live.slow') : ''}
    </Typography>
  );
}

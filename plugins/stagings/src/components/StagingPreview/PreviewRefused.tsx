import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { Refusal } from '../../api/refusal';
import { stagingsTranslationRef } from '../../translations/ref';

/** Why there is no preview; what is about a field stands there as well. */
export function PreviewRefused({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <Alert severity="error">
      <AlertTitle>{t('preview.refused')}</AlertTitle>
      {refusal.general ?? t('preview.atFields')}
    </Alert>
  );
}

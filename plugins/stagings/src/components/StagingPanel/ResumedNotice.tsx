import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { stagingsTranslationRef } from '../../translations/ref';

/** Says that the form is as it was left before, and offers an empty one. */
export function ResumedNotice({ onStartAfresh }: { onStartAfresh(): void }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <Alert
      severity="info"
      action={
        <Button color="inherit" size="small" onClick={onStartAfresh}>
          {t('panel.startAfresh')}
        </Button>
      }
    >
      {t('panel.resumed')}
    </Alert>
  );
}

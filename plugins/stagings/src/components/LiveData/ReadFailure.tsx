import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { toRefusal } from '../../api/refusal';
import { Live } from '../../hooks/useLiveQuery';
import { stagingsTranslationRef } from '../../translations/ref';

interface ReadFailureProps {
  live: Live<unknown>;
  /** What cannot be read, in a sentence; said while there is no older data to show. */
  title: string;
}

/** Says that reading failed and offers to try again; nothing while all is well. Older data stays beside it. */
export function ReadFailure({ live, title }: ReadFailureProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  if (!live.error) return null;
  const hasData = live.data !== undefined;
  const { status, message } = toRefusal(live.error);
  return (
    <Alert
      severity={hasData ? 'warning' : 'error'}
      action={
        <Button color="inherit" size="small" onClick={live.refresh}>
          {t('live.retry')}
        </Button>
      }
    >
      <AlertTitle>{hasData ? t('live.failedWithData') : title}</AlertTitle>
      {message}
      <div>{t(`live.cause.${causeOf(status)}`)}</div>
    </Alert>
  );
}

function causeOf(status: number | undefined) {
  switch (status) {
    case undefined:
      return 'unreachable';
    case 401:
      return 'signedOut';
    case 403:
      return 'forbidden';
    case 404:
      return 'missing';
    case 429:
      return 'limited';
    default:
      return 'failing';
  }
}

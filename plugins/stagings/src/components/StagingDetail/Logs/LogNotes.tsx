import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { PodLog } from '../../../hooks/usePodLog';
import { stagingsTranslationRef } from '../../../translations/ref';

interface LogNotesProps {
  log: PodLog;
  follow: boolean;
}

/** Why a log is not there, has ended or is not whole; nothing while all is well. */
export function LogNotes({ log, follow }: LogNotesProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const reload = (
    <Button color="inherit" size="small" onClick={log.reload}>
      {t('logs.reload')}
    </Button>
  );
  if (log.error) {
    return (
      <Alert severity="warning" action={reload}>
        {log.error}
      </Alert>
    );
  }
  if (log.state === 'reading') return null;
  return (
    <>
      {log.lines.length === 0 && <Typography>{t('logs.empty')}</Typography>}
      {log.dropped > 0 && (
        <Typography variant="caption" color="textSecondary">
          {t('logs.dropped', { count: log.dropped })}
        </Typography>
      )}
      {log.state === 'ended' && follow && (
        <Alert severity="info" action={reload}>
          {t('logs.ended')}
        </Alert>
      )}
    </>
  );
}

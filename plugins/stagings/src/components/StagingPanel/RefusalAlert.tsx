import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { ReactNode } from 'react';
import { Refusal } from '../../api/refusal';
import { stagingsTranslationRef } from '../../translations/ref';

const FIRST_SERVER_ERROR = 500;

/** What a refusal means for the person who made the request. */
type RefusalKind =
  | 'forbidden'
  | 'gone'
  | 'conflict'
  | 'limit'
  | 'tooMany'
  | 'unreachable'
  | 'refused';

interface RefusalAlertProps {
  refusal: Refusal;
  /** What helps to go on. */
  children?: ReactNode;
}

/** What the server said that belongs to no field, and what that means; what was typed stays. */
export function RefusalAlert({ refusal, children }: RefusalAlertProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const kind = kindOf(refusal);
  return (
    <Alert severity="error">
      <AlertTitle>{t(`panel.refused.${kind}`)}</AlertTitle>
      <div>{refusal.general}</div>
      {kind === 'unreachable' && (
        <div>{t('panel.refusedHelp.unreachable')}</div>
      )}
      {kind === 'gone' && <div>{t('panel.refusedHelp.gone')}</div>}
      {kind === 'forbidden' && <div>{t('panel.refusedHelp.forbidden')}</div>}
      {children}
    </Alert>
  );
}

function kindOf({ status, limit }: Refusal): RefusalKind {
  switch (status) {
    case 403:
      return 'forbidden';
    case 404:
      return 'gone';
    case 409:
      return 'conflict';
    case 429:
      return limit ? 'limit' : 'tooMany';
    default:
      return status === undefined || status >= FIRST_SERVER_ERROR
        ? 'unreachable'
        : 'refused';
  }
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Health, StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { useAgo } from '../Time/RelativeTime';
import { conditionOf } from './condition';

interface StatusSentenceProps {
  staging: Pick<StagingSummary, 'status' | 'expiresAt'>;
}

/** Why a staging is as it is, or how it was when it was last seen, in one sentence. */
export function StatusSentence({ staging }: StatusSentenceProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { status, expiresAt } = staging;
  const { lastHealth, observedAt, message } = status;
  const condition = conditionOf(status);
  if (condition === 'unknown' && lastHealth && observedAt) {
    return <LastSeen health={lastHealth} at={observedAt} />;
  }
  if (condition === 'archived' && expiresAt) {
    return <>{t('sentence.expires', { date: dateOf(expiresAt) })}</>;
  }
  return <>{message ?? t(`sentence.${condition}`)}</>;
}

/** In the person's own time, which the server does not know. */
function dateOf(at: string): string {
  return new Date(at).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}

function LastSeen({ health, at }: { health: Health; at: string }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const ago = useAgo(Date.parse(at));
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {t(`lastSeen.${health}`, { ago })}
    </time>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Health, StagingStatus } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { useAgo } from '../Time/RelativeTime';
import { conditionOf } from './condition';

/** Why a staging is as it is, or how it was when it was last seen, in one sentence. */
export function StatusSentence({ status }: { status: StagingStatus }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { lastHealth, observedAt, message } = status;
  const condition = conditionOf(status);
  if (condition === 'unknown' && lastHealth && observedAt) {
    return <LastSeen health={lastHealth} at={observedAt} />;
  }
  return <>{message ?? t(`sentence.${condition}`)}</>;
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

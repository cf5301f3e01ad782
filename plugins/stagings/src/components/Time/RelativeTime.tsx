import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFromClock } from '../../hooks/useSharedClock';
import { stagingsTranslationRef } from '../../translations/ref';
import { ageOf } from './duration';

/** Puts how long ago a time was into words; `at` is in milliseconds since 1970. */
export function useAgo(at: number): string {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return useFromClock(now => {
    const age = ageOf(now - at);
    switch (age.unit) {
      case 'now':
        return t('time.now');
      case 'seconds':
        return t('time.seconds', { amount: String(age.count) });
      case 'minutes':
        return t('time.minutes', { amount: String(age.count) });
      case 'hours':
        return t('time.hours', { amount: String(age.count) });
      default:
        return t('time.days', { count: age.count });
    }
  });
}

/** A time relative to now, exact on hover. */
export function RelativeTime({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toLocaleString()}>
      {useAgo(date.getTime())}
    </time>
  );
}

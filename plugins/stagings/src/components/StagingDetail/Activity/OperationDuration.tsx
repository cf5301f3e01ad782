import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Operation } from 'backstage-plugin-stagings-common';
import { useSharedClock } from '../../../hooks/useSharedClock';
import { stagingsTranslationRef } from '../../../translations/ref';
import { stopWatch } from '../../Time/duration';

const SECOND = 1_000;

/** How long an operation took, or takes so far; nothing before it began. */
export function OperationDuration({ operation }: { operation: Operation }) {
  const { startedAt, endedAt } = operation;
  if (!startedAt) return null;
  return endedAt ? (
    <Took milliseconds={Date.parse(endedAt) - Date.parse(startedAt)} />
  ) : (
    <SoFar since={startedAt} />
  );
}

function Took({ milliseconds }: { milliseconds: number }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const duration = stopWatch(milliseconds);
  const took =
    milliseconds < SECOND
      ? t('activity.tookNoTime')
      : t('activity.took', { duration });
  return <>{took} · </>;
}

function SoFar({ since }: { since: string }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const duration = stopWatch(useSharedClock() - Date.parse(since));
  return <>{t('activity.running', { duration })} · </>;
}

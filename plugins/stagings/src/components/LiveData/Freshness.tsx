import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { stagingsTranslationRef } from '../../translations/ref';
import { useFromClock } from '../../hooks/useSharedClock';
import { useAgo } from '../Time/RelativeTime';

/** Data older than this has missed several reads, in milliseconds. */
const STALE_AFTER_MS = 30_000;

/** How old the last good read is: `live · seen 2 s ago`. */
export function Freshness({ seenAt }: { seenAt: number }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const ago = useAgo(seenAt);
  const stale = useFromClock(now => now - seenAt > STALE_AFTER_MS);
  return (
    <Typography variant="caption" color="textSecondary">
      {stale ? t('live.stale', { ago }) : t('live.seen', { ago })}
    </Typography>
  );
}

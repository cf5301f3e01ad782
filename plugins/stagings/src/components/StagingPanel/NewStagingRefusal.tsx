import { Refusal } from '../../api/refusal';
import { LimitUsers } from './LimitUsers';
import { RefusalAlert } from './RefusalAlert';

interface NewStagingRefusalProps {
  refusal: Refusal;
  detailPath(id: string): string;
}

/** Why there is no new staging, and at a limit who uses what it allows. */
export function NewStagingRefusal({
  refusal,
  detailPath,
}: NewStagingRefusalProps) {
  return (
    <RefusalAlert refusal={refusal}>
      {refusal.limit && (
        <LimitUsers users={refusal.limit.stagings} detailPath={detailPath} />
      )}
    </RefusalAlert>
  );
}

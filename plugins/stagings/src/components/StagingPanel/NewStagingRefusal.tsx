import { StagingSummary } from 'backstage-plugin-stagings-common';
import { Refusal } from '../../api/refusal';
import { LimitUsers } from './LimitUsers';
import { RefusalAlert } from './RefusalAlert';

const LIMIT_REACHED = 429;

interface NewStagingRefusalProps {
  refusal: Refusal;
  /** Stagings of the component, those changed last first. */
  held: StagingSummary[];
  detailPath(id: string): string;
}

/** Why there is no new staging, and at a limit who uses what it allows. */
export function NewStagingRefusal(props: NewStagingRefusalProps) {
  const { refusal, held, detailPath } = props;
  return (
    <>
      <RefusalAlert refusal={refusal} />
      {refusal.status === LIMIT_REACHED && (
        <LimitUsers
          users={refusal.limit?.stagings ?? [...held].reverse()}
          detailPath={detailPath}
        />
      )}
    </>
  );
}

import { CustomErrorBase } from '@backstage/errors';
import { LimitsConfig } from '../config/types';
import { StagingRecord } from '../model/staging';
import { countStagings, Db } from '../store';

/** There are as many stagings as the platform allows: 429 over HTTP. */
export class LimitError extends CustomErrorBase {
  readonly name = 'LimitError';
  readonly statusCode = 429;
}

/**
 * @throws LimitError where the component or the cluster has as many stagings as the limits allow
 */
export async function requireRoom(
  db: Db,
  limits: LimitsConfig,
  { entityRef, cluster }: Pick<StagingRecord, 'entityRef' | 'cluster'>,
): Promise<void> {
  const { perComponent, perCluster } = limits;
  if (perComponent !== undefined) {
    const count = await countStagings(db, { entityRef });
    refuse(count, perComponent, entityRef);
  }
  if (perCluster !== undefined) {
    const count = await countStagings(db, { cluster });
    refuse(count, perCluster, `the cluster ${cluster}`);
  }
}

function refuse(count: number, limit: number, owner: string): void {
  if (count < limit) return;
  throw new LimitError(
    `There are ${count} stagings of ${owner}, and ${limit} are allowed; delete one that is not needed any more`,
  );
}

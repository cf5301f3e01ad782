import { CustomErrorBase } from '@backstage/errors';
import {
  LimitScope,
  ReachedLimit,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { AccessFilter } from '../model/access';
import { StagingRecord } from '../model/staging';
import { countRunning, Db, lockLimits } from '../store';
import { ServiceContext } from './context';
import { Ownership } from './entities';

/** How many stagings may run of those that match. */
export interface Room extends Pick<ReachedLimit, 'scope' | 'subject' | 'max'> {
  matching: AccessFilter;
}

/** As many stagings run as the platform allows: 429 over HTTP, with the limit in the error. */
export class LimitError extends CustomErrorBase {
  readonly name = 'LimitError';
  readonly statusCode = 429;
  readonly limit: ReachedLimit;
  readonly #room: Room;

  constructor(room: Room, used: number, stagings: StagingSummary[] = []) {
    const { scope, subject, max } = room;
    super(
      `${used === 1 ? '1 staging' : `${used} stagings`} ${describe(room)} ${
        used === 1 ? 'runs' : 'run'
      }, and the limit is ${max}; archive or delete one that nobody needs now`,
    );
    this.limit = { scope, subject, max, used, stagings };
    this.#room = room;
  }

  /** Which stagings take the room. */
  get matching(): AccessFilter {
    return this.#room.matching;
  }

  /** The same, naming some of those that take the room. */
  naming(stagings: StagingSummary[]): LimitError {
    return new LimitError(this.#room, this.limit.used, stagings);
  }
}

/**
 * The limits that hold for a staging. Ownership is that of now: the limit of an owner is for all components
 * that the catalog gives it, whoever created their stagings.
 */
export async function roomsFor(
  context: Pick<ServiceContext, 'config' | 'catalog' | 'auth' | 'now'>,
  staging: Pick<StagingRecord, 'entityRef' | 'template' | 'cluster'>,
): Promise<Room[]> {
  const { entityRef, template, cluster } = staging;
  const { perComponent, perTemplate, perCluster } = context.config.limits;
  return [
    ...roomFor('component', entityRef, perComponent, {
      entityRefs: [entityRef],
    }),
    ...(await ownersRooms(context, entityRef)),
    ...roomFor('template', template, perTemplate, { templates: [template] }),
    ...roomFor('cluster', cluster, perCluster, { clusters: [cluster] }),
  ];
}

function roomFor(
  scope: LimitScope,
  subject: string,
  max: number | undefined,
  matching: AccessFilter,
): Room[] {
  return max === undefined ? [] : [{ scope, subject, max, matching }];
}

async function ownersRooms(
  context: Pick<ServiceContext, 'config' | 'catalog' | 'auth' | 'now'>,
  entityRef: string,
): Promise<Room[]> {
  const { perOwner } = context.config.limits;
  if (perOwner === undefined) return [];
  const ownership = new Ownership(context);
  const owners = (await ownership.ownersOf([entityRef])).get(entityRef) ?? [];
  const rooms = await Promise.all(
    owners.map(async owner =>
      roomFor('owner', owner, perOwner, {
        entityRefs: await ownership.ownedBy([owner]),
      }),
    ),
  );
  return rooms.flat();
}

/**
 * Makes sure that one more staging may run. Others that want the same wait until the transaction ends, so
 * that the last place is given away once.
 *
 * @throws LimitError for the first limit that is reached
 */
export async function requireRoom(
  tx: Db,
  rooms: readonly Room[],
): Promise<void> {
  if (rooms.length === 0) return;
  await lockLimits(tx);
  for (const each of rooms) {
    const used = await countRunning(tx, each.matching);
    if (used >= each.max) throw new LimitError(each, used);
  }
}

function describe({ scope, subject }: Room): string {
  switch (scope) {
    case 'component':
      return `of ${subject}`;
    case 'owner':
      return `of the components of ${subject}`;
    case 'template':
      return `from the template ${subject}`;
    default:
      return `in the cluster ${subject}`;
  }
}

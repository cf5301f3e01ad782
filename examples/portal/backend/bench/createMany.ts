import { Bench } from './Bench';
import { COMPONENTS, SHARED_NAMESPACE, TEN_OBJECTS } from './benchConfig';
import { Session, untilRunning } from './session';

const AT_ONCE = 8;

/** Brings up so many stagings of ten objects each, and waits until all of them are healthy. */
export async function createMany(
  bench: Bench,
  session: Session,
  count: number,
): Promise<void> {
  bench.adopt(SHARED_NAMESPACE);
  await bench.api.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: SHARED_NAMESPACE },
  });
  const ids: string[] = [];
  const create = async () => {
    while (ids.length < count) {
      const at = ids.push('') - 1;
      const { id } = await session.client.createStaging({
        entityRef: COMPONENTS[at % COMPONENTS.length] ?? '',
        template: TEN_OBJECTS,
        branch: bench.newBranch(),
      });
      ids[at] = id;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, create));
  await untilRunning(session, ids);
}

import { mockServices } from '@backstage/backend-test-utils';
import { stagingRecord } from '../../store/__testUtils__/records';
import { EngineContext } from '../context';
import { StagingEvents } from './StagingEvents';

const shop = stagingRecord({ id: 'shop' });
const event = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name },
});

function setUp() {
  const clock = { now: 1_000_000 };
  const list = jest.fn(async () => [event(`at ${clock.now - 1_000_000}`)]);
  const context = {
    now: () => clock.now,
    clusters: { get: () => ({ list }) },
    logger: mockServices.logger.mock(),
  } as unknown as EngineContext;
  const events = new StagingEvents(context, 'staging');
  const after = async (seconds: number) => {
    clock.now = 1_000_000 + seconds * 1000;
    const found = await events.of(shop);
    return found.map(({ metadata }) => metadata.name);
  };
  return { after, events, list, clock };
}

it('reads nothing while trouble is new', async () => {
  const { after, list } = setUp();
  expect(await after(0)).toEqual([]);
  expect(await after(4)).toEqual([]);
  expect(list).not.toHaveBeenCalled();
});

it('reads when trouble lasts, then less and less often', async () => {
  const { after, list } = setUp();
  await after(0);
  expect(await after(5)).toEqual(['at 5000']);
  expect(await after(9)).toEqual(['at 5000']);
  expect(await after(10)).toEqual(['at 10000']);
  for (let second = 11; second <= 3_600; second++) await after(second);
  expect(list.mock.calls.length).toBeLessThan(22);
});

it('begins anew after all was well', async () => {
  const { after, events, list } = setUp();
  await after(0);
  events.forget('shop');
  await after(6);
  expect(list).not.toHaveBeenCalled();
});

it('keeps what it knows when the cluster does not answer', async () => {
  const { after, list } = setUp();
  await after(0);
  await after(5);
  list.mockRejectedValueOnce(new Error('connection refused'));
  expect(await after(10)).toEqual(['at 5000']);
});

it('asks for another look soon, and later more rarely', async () => {
  const { after, events, clock } = setUp();
  await after(0);
  expect(events.nextLookAt(shop) - clock.now).toBe(5_000);
  await after(400);
  expect(events.nextLookAt(shop) - clock.now).toBe(30_000);
});

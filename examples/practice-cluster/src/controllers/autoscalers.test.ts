import { at } from '../model/json';
import { eventually } from '../testing/apiClient';
import { autoscaler, deployment } from '../testing/manifests';
import { servers } from '../testing/servers';
import { conditionsOf } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';

/** A real autoscaler looks every 15 seconds. */
const PATIENCE_MS = 20_000;
const TIMEOUT_MS = 2 * PATIENCE_MS;

describe.each(servers)('$name', server => {
  const { core, apps, autoscaling, create, items, eventuallyObject } =
    withNamespace(`pc-${process.pid}-scale`, server);

  const eventsOf = (name: string) =>
    items(`${core}/events?fieldSelector=involvedObject.name%3D${name}`);

  it.each([
    ['below', 1, 2, 3, 'below Spec.MinReplicas', 2],
    ['above', 4, 1, 3, 'above Spec.MaxReplicas', 3],
  ])(
    'brings a target that is %s the limits between them',
    async (name, replicas, least, most, why, expected) => {
      await create(
        `${apps}/deployments`,
        deployment(name, 'shop:1', { replicas }),
      );
      await create(
        `${autoscaling}/horizontalpodautoscalers`,
        autoscaler(name, least, most),
      );
      await eventuallyObject(
        `${apps}/deployments/${name}`,
        object => at(object, 'spec', 'replicas') === expected,
        PATIENCE_MS,
      );
      const scaled = await eventuallyObject(
        `${autoscaling}/horizontalpodautoscalers/${name}`,
        object => at(object, 'status', 'desiredReplicas') === expected,
      );
      expect(scaled.status).toMatchObject({
        currentReplicas: expect.any(Number),
        lastScaleTime: expect.any(String),
      });
      const events = await eventually(
        () => eventsOf(name),
        list => list.some(({ reason }) => reason === 'SuccessfulRescale'),
      );
      expect(events.map(({ message }) => message)).toContain(
        `New size: ${expected}; reason: Current number of replicas ${why}`,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'says when the target is not there',
    async () => {
      await create(
        `${autoscaling}/horizontalpodautoscalers`,
        autoscaler('lost', 1, 2),
      );
      const lost = await eventuallyObject(
        `${autoscaling}/horizontalpodautoscalers/lost`,
        object => 'AbleToScale' in conditionsOf(object),
        PATIENCE_MS,
      );
      expect(lost.status).toMatchObject({
        desiredReplicas: 0,
        conditions: [
          {
            type: 'AbleToScale',
            status: 'False',
            reason: 'FailedGetScale',
            message:
              'the HPA controller was unable to get the target\'s current scale: deployments.apps "lost" not found',
          },
        ],
      });
      const [event] = await eventually(
        () => eventsOf('lost'),
        list => list.length > 0,
      );
      expect(event).toMatchObject({
        type: 'Warning',
        reason: 'FailedGetScale',
        message: 'deployments.apps "lost" not found',
      });
    },
    TIMEOUT_MS,
  );
});

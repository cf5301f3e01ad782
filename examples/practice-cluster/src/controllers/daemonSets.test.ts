import { at } from '../model/json';
import { daemonSet } from '../testing/manifests';
import { servers } from '../testing/servers';
import { imageOf, imagePatch } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';

describe.each(servers)('$name', server => {
  const {
    api,
    core,
    apps,
    create,
    patch,
    eventuallyReady,
    eventuallyPods,
    eventuallyObject,
    eventuallyGone,
  } = withNamespace(`pc-${process.pid}-daemon`, server);

  const path = `${apps}/daemonsets/agent`;

  it('keeps one pod on the node and replaces it by a new version', async () => {
    await create(`${apps}/daemonsets`, daemonSet('agent', 'agent:1'));
    const [first = {}] = await eventuallyReady('agent', 1);
    expect(at(first, 'metadata', 'labels')).toMatchObject({
      app: 'agent',
      'pod-template-generation': '1',
    });

    await api(
      'DELETE',
      `${core}/pods/${String(at(first, 'metadata', 'name'))}`,
    );
    await eventuallyGone(
      `${core}/pods/${String(at(first, 'metadata', 'name'))}`,
    );
    await eventuallyReady('agent', 1);

    await patch(path, imagePatch('agent', 'agent:2'));
    await eventuallyPods(
      'agent',
      pods =>
        pods.length === 1 && pods.every(pod => imageOf(pod) === 'agent:2'),
    );
    const agent = await eventuallyObject(
      path,
      object =>
        at(object, 'status', 'numberAvailable') === 1 &&
        at(object, 'status', 'updatedNumberScheduled') === 1,
    );
    expect(agent.status).toEqual({
      currentNumberScheduled: 1,
      desiredNumberScheduled: 1,
      numberAvailable: 1,
      numberMisscheduled: 0,
      numberReady: 1,
      observedGeneration: 2,
      updatedNumberScheduled: 1,
    });
  });

  it('says when its pod is not ready', async () => {
    await create(`${apps}/daemonsets`, daemonSet('ill', 'missing:1'));
    const ill = await eventuallyObject(
      `${apps}/daemonsets/ill`,
      object =>
        at(object, 'status', 'numberUnavailable') === 1 &&
        at(object, 'status', 'currentNumberScheduled') === 1,
    );
    expect(ill.status).toMatchObject({
      desiredNumberScheduled: 1,
      numberReady: 0,
    });
  });
});

import { at } from '../model/json';
import { replicationController } from '../testing/manifests';
import { servers } from '../testing/servers';
import { withNamespace } from '../testing/withNamespace';

describe.each(servers)('$name', server => {
  const {
    api,
    core,
    create,
    patch,
    eventuallyReady,
    eventuallyPods,
    eventuallyObject,
    eventuallyGone,
  } = withNamespace(`pc-${process.pid}-replication`, server);

  const path = `${core}/replicationcontrollers/old`;

  it('keeps as many pods as a ReplicationController asks for', async () => {
    const created = await create(
      `${core}/replicationcontrollers`,
      replicationController('old', 'shop:1', 2),
    );
    expect(at(created, 'spec', 'selector')).toEqual({ app: 'old' });
    expect(at(created, 'metadata', 'labels')).toEqual({ app: 'old' });
    const [pod = {}] = await eventuallyReady('old', 2);
    expect(at(pod, 'metadata', 'ownerReferences')).toMatchObject([
      { kind: 'ReplicationController', name: 'old', controller: true },
    ]);
    const old = await eventuallyObject(
      path,
      object => at(object, 'status', 'availableReplicas') === 2,
    );
    expect(old.status).toEqual({
      availableReplicas: 2,
      fullyLabeledReplicas: 2,
      observedGeneration: 1,
      readyReplicas: 2,
      replicas: 2,
    });

    await patch(`${path}/scale`, { spec: { replicas: 1 } });
    const scale = await api('GET', `${path}/scale`);
    expect(scale.body).toMatchObject({
      spec: { replicas: 1 },
      status: { selector: 'app=old' },
    });
    await eventuallyPods('old', pods => pods.length === 1);
    await api('DELETE', path, { propagationPolicy: 'Background' });
    await eventuallyGone(path);
    await eventuallyPods('old', pods => pods.length === 0);
  });
});

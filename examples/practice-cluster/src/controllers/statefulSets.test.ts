import { at, JsonObject } from '../model/json';
import { eventually } from '../testing/apiClient';
import { statefulSet } from '../testing/manifests';
import { servers } from '../testing/servers';
import { imageOf, imagePatch, nameOf } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';

describe.each(servers)('$name', server => {
  const {
    api,
    core,
    apps,
    create,
    items,
    patch,
    eventuallyReady,
    eventuallyPods,
    eventuallyObject,
  } = withNamespace(`pc-${process.pid}-stateful`, server);

  const images = (pods: JsonObject[]) =>
    pods.map(pod => [nameOf(pod), imageOf(pod)]);
  const claimsOf = (app: string) =>
    items(`${core}/persistentvolumeclaims?labelSelector=app%3D${app}`);
  const eventuallyClaims = (app: string, names: string[]) =>
    eventually(
      () => claimsOf(app),
      claims => JSON.stringify(claims.map(nameOf)) === JSON.stringify(names),
    );

  it('numbers the pods of a StatefulSet, keeps their claims, and updates them', async () => {
    const path = `${apps}/statefulsets/db`;
    await create(
      `${apps}/statefulsets`,
      statefulSet('db', 'postgres:17', { replicas: 2 }),
    );
    await eventuallyReady('db', 2);
    await patch(path, imagePatch('db', 'postgres:18'));
    await eventuallyPods(
      'db',
      pods =>
        pods.length === 2 && pods.every(pod => imageOf(pod) === 'postgres:18'),
    );
    await eventuallyReady('db', 2);
    const updated = await eventuallyObject(
      path,
      ({ status }) =>
        at(status, 'updateRevision') === at(status, 'currentRevision'),
    );
    expect(updated.status).toMatchObject({ replicas: 2 });
    await patch(path, { spec: { replicas: 0 } });
    await eventuallyPods('db', pods => pods.length === 0);
    const claims = await claimsOf('db');
    expect(
      claims.map(claim => [nameOf(claim), at(claim, 'status', 'phase')]),
    ).toEqual([
      ['data-db-0', 'Bound'],
      ['data-db-1', 'Bound'],
    ]);
  });

  it('updates only the pods from the partition on', async () => {
    const path = `${apps}/statefulsets/part`;
    const updateStrategy = {
      type: 'RollingUpdate',
      rollingUpdate: { partition: 1 },
    };
    await create(
      `${apps}/statefulsets`,
      statefulSet('part', 'postgres:17', { replicas: 2, updateStrategy }),
    );
    await eventuallyReady('part', 2);
    await patch(path, imagePatch('part', 'postgres:18'));
    const parted = await eventuallyObject(
      path,
      object =>
        at(object, 'status', 'updatedReplicas') === 1 &&
        at(object, 'status', 'readyReplicas') === 2,
    );
    expect(images(await eventuallyReady('part', 2))).toEqual([
      ['part-0', 'postgres:17'],
      ['part-1', 'postgres:18'],
    ]);
    expect(parted.status).toMatchObject({
      currentReplicas: 1,
      availableReplicas: 2,
    });
    expect(at(parted, 'status', 'currentRevision')).not.toBe(
      at(parted, 'status', 'updateRevision'),
    );

    await patch(path, {
      spec: { updateStrategy: { rollingUpdate: { partition: 0 } } },
    });
    await eventuallyPods('part', pods =>
      pods.every(pod => imageOf(pod) === 'postgres:18'),
    );
    expect(images(await eventuallyReady('part', 2))).toEqual([
      ['part-0', 'postgres:18'],
      ['part-1', 'postgres:18'],
    ]);
  });

  it.each([
    ['Delete', ['data-retain-delete-0']],
    ['Retain', ['data-retain-retain-0', 'data-retain-retain-1']],
  ])(
    'does with claims beyond the size as whenScaled says: %s',
    async (whenScaled, left) => {
      const name = `retain-${whenScaled.toLowerCase()}`;
      await create(
        `${apps}/statefulsets`,
        statefulSet(name, 'postgres:17', {
          replicas: 2,
          persistentVolumeClaimRetentionPolicy: { whenScaled },
        }),
      );
      await eventuallyReady(name, 2);
      await patch(`${apps}/statefulsets/${name}`, { spec: { replicas: 1 } });
      await eventuallyPods(name, pods => pods.length === 1);
      expect(await eventuallyClaims(name, left)).toHaveLength(left.length);

      await patch(`${apps}/statefulsets/${name}`, { spec: { replicas: 2 } });
      await eventuallyReady(name, 2);
    },
  );

  it('leaves claims alone that had been kept before they were to be removed', async () => {
    const path = `${apps}/statefulsets/kept`;
    await create(
      `${apps}/statefulsets`,
      statefulSet('kept', 'postgres:17', { replicas: 3 }),
    );
    await eventuallyReady('kept', 3);
    await patch(path, { spec: { replicas: 2 } });
    await eventuallyPods('kept', pods => pods.length === 2);
    await patch(path, {
      spec: {
        replicas: 1,
        persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' },
      },
    });
    const left = ['data-kept-0', 'data-kept-2'];
    expect(await eventuallyClaims('kept', left)).toHaveLength(2);
  });

  it('removes the claims of a deleted StatefulSet when whenDeleted says so, also later', async () => {
    const path = `${apps}/statefulsets/done`;
    await create(`${apps}/statefulsets`, statefulSet('done', 'postgres:17'));
    await eventuallyReady('done', 1);
    await patch(path, {
      spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } },
    });
    const [claim] = await eventually(
      () => claimsOf('done'),
      claims => claims.some(each => at(each, 'metadata', 'ownerReferences')),
    );
    expect(at(claim, 'metadata', 'ownerReferences')).toMatchObject([
      { kind: 'StatefulSet', name: 'done' },
    ]);
    await api('DELETE', path);
    await eventuallyClaims('done', []);
  });

  it('tells of pods and claims in its own words', async () => {
    await create(`${apps}/statefulsets`, statefulSet('told', 'postgres:17'));
    await eventuallyReady('told', 1);
    const events = await eventually(
      () => items(`${core}/events?fieldSelector=involvedObject.name%3Dtold`),
      list => list.length >= 2,
    );
    expect(events.map(({ message }) => message).sort()).toEqual([
      'Create Claim data-told-0 Pod told-0 in StatefulSet told success',
      'Create Pod told-0 in StatefulSet told successful',
    ]);
  });
});

import { useWorlds } from '../__testUtils__/useWorlds';

jest.setTimeout(120_000);

const worldOf = useWorlds();

const MANIFESTS = {
  'web.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers: [{ name: init, image: "tool:1" }]
      containers: [{ name: web, image: "shop:\${{ parameters.size }}" }]
`,
};

describe('the images of a staging', () => {
  it('waits for an image that is not pushed yet, and writes nothing', async () => {
    const world = await worldOf(MANIFESTS);
    world.images.set('shop:small', { state: 'missing' });
    await world.create();

    await expect(world.turn()).resolves.toBe(true);
    expect((await world.staging()).phaseExplanation).toMatchObject({
      reason: 'ImageMissing',
      message: 'Waiting for image shop:small to be pushed',
      evidence: { image: 'shop:small' },
      hint: { audience: 'engineer' },
    });
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'waiting',
      operation: 'running',
      inventory: [],
      objects: [],
    });
  });

  it('asks for that image alone as long as it is missing, then deploys', async () => {
    const world = await worldOf(MANIFESTS);
    world.images.set('shop:small', { state: 'missing' });
    await world.create();
    await world.turn();
    world.cluster.calls.length = 0;
    await world.turn();
    expect(world.cluster.calls).toEqual([]);

    world.images.set('shop:small', { state: 'exists', digest: 'sha256:abc' });
    await world.settle();
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      operation: 'succeeded',
    });
    await expect(world.log()).resolves.toEqual([
      'info: Rendering revision 1',
      expect.stringMatching(/^info: Rendered 2 objects in \d+ ms$/),
      'info: Looking up the images',
      'warning: Waiting for image shop:small to be pushed',
      'info: Rendering revision 1',
      expect.stringMatching(/^info: Rendered 2 objects in \d+ ms$/),
      'info: Looking up the images',
      'info: Image shop:small is sha256:abc',
      'info: Applying 2 objects',
      'info: Created Namespace stg-shop',
      'info: Created Deployment web',
      'info: All objects are applied; waiting until they are healthy',
      'info: Revision 1 is deployed',
    ]);
  });

  it('keeps what runs while an image is missing, and goes on with another version', async () => {
    const world = await worldOf(MANIFESTS);
    await world.create();
    await world.settle();
    const before = world.cluster.all();
    world.images.set('shop:big', { state: 'missing' });
    await world.change({
      parameters: { size: 'big' },
    });
    await world.turn();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'waiting',
      reason: 'ImageMissing',
      deployedRevision: 1,
    });
    expect(world.cluster.all()).toEqual(before);

    await world.change({
      parameters: { size: 'medium' },
    });
    await world.settle();
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      deployedRevision: 3,
    });
  });

  it('deploys with a warning what a registry cannot tell', async () => {
    const world = await worldOf(MANIFESTS);
    const reason = 'registry.example.com answers 500';
    world.images.set('shop:small', { state: 'unverified', reason });
    await world.create();
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({ phase: 'running' });
    await expect(world.log()).resolves.toContain(
      `warning: Image shop:small could not be looked up: ${reason}`,
    );
  });

  it('stops at once though a registry does not answer', async () => {
    const world = await worldOf(MANIFESTS);
    await world.create();
    const stopping = new AbortController();
    world.context.images = {
      lookUp: () => {
        stopping.abort(new Error('stopped'));
        return new Promise(() => {});
      },
    };

    await expect(world.turn(stopping.signal)).rejects.toThrow('stopped');
  });

  it('names each image that is missing', async () => {
    const world = await worldOf(MANIFESTS);
    world.images.set('tool:1', { state: 'missing' });
    world.images.set('shop:small', { state: 'missing' });
    await world.create();
    await world.turn();

    expect((await world.staging()).phaseExplanation).toMatchObject({
      message: 'Waiting for images tool:1, shop:small to be pushed',
      evidence: { image: 'tool:1' },
    });
  });
});

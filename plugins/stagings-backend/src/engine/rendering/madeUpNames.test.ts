import { KubeObject } from '../../model/kubeObject';
import { RenderedObject } from '../../model/rendering';
import { Renderer, Rendering } from '../../render/types';
import { useWorlds } from '../__testUtils__/useWorlds';
import { World } from '../__testUtils__/World';

jest.setTimeout(120_000);

const worldOf = useWorlds();

function job(name: string, annotations: string = ''): string {
  return `---
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}-MADEUP, annotations: { ${annotations} } }
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: run, image: "run:\${{ parameters.version }}" }]
`;
}

/** A renderer as that of charts is: what it makes up is another text in each render, and it renders twice. */
function makingUp(renderer: Renderer): Renderer {
  let count = 0;
  const madeUp = (objects: RenderedObject[]): RenderedObject[] => {
    count += 1;
    const text = `r${String(count).padStart(4, '0')}`;
    return JSON.parse(JSON.stringify(objects).replaceAll('MADEUP', text));
  };
  return {
    ...renderer,
    async render(input): Promise<Rendering> {
      const rendering = await renderer.render(input);
      const { objects } = rendering;
      return { ...rendering, objects: madeUp(objects), again: madeUp(objects) };
    },
  };
}

describe('a Job whose template makes up its name', () => {
  async function deployed(manifests: string): Promise<World> {
    const world = await worldOf(manifests);
    const renderers = world.context.renderers as Map<string, Renderer>;
    renderers.set('manifests', makingUp(renderers.get('manifests')!));
    await world.create({ parameters: { version: '1' } });
    await world.settle();
    await expect(world.outcome()).resolves.toMatchObject({ phase: 'running' });
    return world;
  }

  const jobs = (world: World): KubeObject[] =>
    world.cluster.all().filter(({ kind }) => kind === 'Job');
  const namesOf = (world: World) =>
    jobs(world).map(({ metadata }) => metadata.name);

  it('is the same in a redeploy, and another one in a new version', async () => {
    const world = await deployed(job('seed'));
    const [first] = jobs(world);
    await world.request('redeploy');
    await world.settle();
    expect(jobs(world).map(({ metadata }) => metadata.uid)).toEqual([
      first?.metadata.uid,
    ]);
    await world.change({ parameters: { version: '2' } });
    await world.settle();
    expect(namesOf(world)).toHaveLength(1);
    expect(namesOf(world)).not.toContain(first?.metadata.name);
  });

  it('runs once in an operation as a hook, although each look renders anew', async () => {
    const hook = job('migrate', 'helm.sh/hook: "pre-install,pre-upgrade"');
    const world = await deployed(hook);
    expect(namesOf(world)).toHaveLength(1);
    expect(world.cluster.runs).toHaveLength(1);
    await world.request('redeploy');
    await world.settle();
    expect(world.cluster.runs).toHaveLength(2);
    expect(namesOf(world)).toHaveLength(1);
  });
});

import { TestFolders } from '../../render/__testUtils__/renderInput';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { World } from '../__testUtils__/World';

const databases = storeDatabases();
const folders = new TestFolders();
afterAll(() => folders.remove());

const MANIFESTS = {
  'job.yaml': `
apiVersion: batch/v1
kind: Job
metadata: { name: seed }
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: seed, image: "shop:\${{ parameters.size }}" }]
`,
};

it('replaces a Job whose template changed, since it cannot be changed in place', async () => {
  const db = await databases.open('SQLITE_3');
  const world = new World(db, await folders.create(MANIFESTS), 'replaced');
  const job = () => world.cluster.all().find(({ kind }) => kind === 'Job');
  await world.create();
  await world.settle();
  const before = job();

  await world.change({ parameters: { size: 'big' } });
  await world.settle();

  expect(job()?.metadata.uid).not.toBe(before?.metadata.uid);
  expect(JSON.stringify(job()?.spec)).toContain('shop:big');
  await expect(world.log()).resolves.toContain(
    'warning: Replacing Job seed, since the change is not possible in place',
  );
  await expect(world.outcome()).resolves.toMatchObject({
    phase: 'running',
    deployedRevision: 2,
  });
});

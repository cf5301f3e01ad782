import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { TestFolders } from '../__testUtils__/renderInput';
import { testPrograms } from './__testUtils__/testPrograms';
import { isSupportedKubectl, parseKubectlVersion } from './kubectlVersion';
import { isSupportedHelm, parseHelmVersion } from './helmVersion';
import { ProgramFinder } from './ProgramFinder';

const folders = new TestFolders();
afterEach(() => folders.remove());

/** A folder with a program called helm that prints this. */
async function folderWithHelm(output: string): Promise<string> {
  const folder = await folders.create({
    helm: `#!/bin/sh\necho "${output}"\n`,
  });
  await chmod(join(folder, 'helm'), 0o755);
  return folder;
}

it('finds the real helm', async () => {
  expect(await testPrograms().find('helm')).toMatchObject({
    path: expect.stringMatching(/helm$/),
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});

it('finds the real kubectl', async () => {
  const found = await testPrograms().find('kubectl');
  expect(found).toMatchObject({
    path: expect.stringMatching(/kubectl$/),
    version: expect.stringMatching(/^1\.\d+\.\d+$/),
  });
});

it('asks for the program of the renderer', async () => {
  expect(
    await new ProgramFinder({}, { PATH: '/nowhere' }).problemOf('kustomize'),
  ).toBe(
    "kubectl is not installed: install kubectl 1 from 1.27 on the backend's PATH, or give its path as stagings.programs.kubectl",
  );
});

it('prefers the configured path to PATH', async () => {
  const onPath = await folderWithHelm('v4.1.5');
  const configured = join(await folderWithHelm('v4.2.0+gabc'), 'helm');
  const finder = new ProgramFinder({ helm: configured }, { PATH: onPath });
  expect(await finder.find('helm')).toEqual({
    path: configured,
    version: '4.2.0',
  });
});

it.each([
  [
    'v4.1.3+gabc',
    'is helm 4.1.3; needed is helm 3 from 3.20.2, or helm 4 from 4.1.4',
  ],
  ['v2.17.0', 'is helm 2.17.0; needed is'],
  ['hello', 'does not tell its version as helm does'],
])('says what is wrong with a helm that prints %s', async (output, problem) => {
  const finder = new ProgramFinder({}, { PATH: await folderWithHelm(output) });
  expect(await finder.problemOf('helm')).toContain(problem);
});

it('says where it was looked for', async () => {
  expect(
    await new ProgramFinder({}, { PATH: '/nowhere' }).problemOf('helm'),
  ).toBe(
    "helm is not installed: install helm 3 from 3.20.2, or helm 4 from 4.1.4 on the backend's PATH, or give its path as stagings.programs.helm",
  );
  expect(
    await new ProgramFinder({ helm: '/nowhere/helm' }, {}).problemOf('helm'),
  ).toBe(
    '/nowhere/helm, which stagings.programs.helm names, is not a program that can be run',
  );
});

it('needs no program for manifests', async () => {
  const finder = new ProgramFinder({}, { PATH: '/nowhere' });
  expect(await finder.problemOf('manifests')).toBeUndefined();
});

it('notices after a while that a missing program was installed', async () => {
  const environment = { PATH: '/nowhere' };
  let now = 0;
  const finder = new ProgramFinder({}, environment, () => now);
  expect(await finder.problemOf('helm')).toBeDefined();

  environment.PATH = await folderWithHelm('v4.1.4');
  expect(await finder.problemOf('helm')).toBeDefined();
  now = 60_000;
  expect(await finder.problemOf('helm')).toBeUndefined();
});

it.each([
  ['3.20.1', false],
  ['3.20.2', true],
  ['3.21.0', true],
  ['4.0.9', false],
  ['4.1.3', false],
  ['4.1.4', true],
  ['4.2.0', true],
  ['5.0.0', false],
])('helm %s is supported: %s', (version, supported) => {
  expect(isSupportedHelm(version)).toBe(supported);
});

it.each([
  ['v4.1.4+g05fa379\n', '4.1.4'],
  ['3.20.2', '3.20.2'],
  ['', undefined],
])('reads the version of %j', (output, version) => {
  expect(parseHelmVersion(output)).toBe(version);
});

it.each([
  ['1.26.15', false],
  ['1.27.0', true],
  ['1.35.2', true],
  ['2.0.0', false],
])('kubectl %s is supported: %s', (version, supported) => {
  expect(isSupportedKubectl(version)).toBe(supported);
});

it.each([
  ['{ "clientVersion": { "gitVersion": "v1.30.4-gke.1" } }', '1.30.4'],
  ['{}', undefined],
])('reads the version of kubectl from %j', (output, version) => {
  expect(parseKubectlVersion(output)).toBe(version);
});

import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { TestFolders } from '../__testUtils__/renderInput';
import { TestRenderers } from '../__testUtils__/TestRenderers';
import { findMemoryLimit, memoryProblem, withMemoryLimit } from './memoryLimit';
import { ProgramCall, runProgram } from './runProgram';

const folders = new TestFolders();
afterEach(() => folders.remove());

const DESCRIPTION = 'apiVersion: v2\nname: small\nversion: 1.0.0\n';
const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
/** Doubles a text forty times. */
const BOMB =
  '{{ $text := "0123456789abcdef" }}{{ range until 40 }}{{ $text = printf "%s%s" $text $text }}{{ end }}{{ len $text }}';

it('ends a chart that needs too much, and says so; others go on', async () => {
  const room = new TestRenderers({ memory: await findMemoryLimit(256) });
  const render = async (template: string) => {
    const path = await folders.create({
      'Chart.yaml': DESCRIPTION,
      'templates/a.yaml': template,
    });
    const chart = { from: 'disk' as const, path };
    return room.render({ renderer: 'helm', chart, values: {} });
  };
  const [bomb, other] = await Promise.allSettled([render(BOMB), render(MAP)]);
  expect(bomb).toMatchObject({
    status: 'rejected',
    reason: {
      explanation: {
        reason: 'RenderFailed',
        message: 'helm template needed more than 256 MiB of memory',
        hint: {
          text: 'Check the chart for loops and values that grow, or allow helm more in stagings.programs.memory.',
          audience: 'platform',
        },
      },
    },
  });
  expect(other).toMatchObject({ value: { objects: [expect.anything()] } });
  await room.close();
});

it.each<[string, Record<string, string>]>([
  ['is missing', {}],
  ['may not be called', { prlimit: '#!/bin/sh\nexit 1\n' }],
])('says that nothing limits memory where prlimit %s', async (_, files) => {
  const folder = await folders.create(files);
  if (files.prlimit) await chmod(join(folder, 'prlimit'), 0o755);
  const limit = await findMemoryLimit(undefined, folder);
  expect(limit).toEqual({ mebibytes: 1024 });
  expect(memoryProblem(limit)).toMatch(
    /^the memory of helm and kubectl is not limited, .*install prlimit/,
  );
});

it('limits what a program may have, and passes its arguments and its end on', async () => {
  const limit = await findMemoryLimit(512);
  expect(memoryProblem(limit)).toBeUndefined();
  const call: ProgramCall = {
    path: '/bin/sh',
    args: ['-c', 'ulimit -d; echo "$GOMEMLIMIT $1"; exit 3', 'sh', '--data=1'],
    env: {},
    timeout: 10_000,
    maxOutput: 1024,
  };
  expect(await withMemoryLimit(runProgram, limit)(call)).toEqual({
    exitCode: 3,
    stdout: `${512 * 1024}\n256MiB --data=1\n`,
    stderr: '',
  });
  const { stdout } = await withMemoryLimit(runProgram, { mebibytes: 512 })(
    call,
  );
  expect(stdout).toBe('unlimited\n256MiB --data=1\n');
});

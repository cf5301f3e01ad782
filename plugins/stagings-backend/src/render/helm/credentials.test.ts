import {
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../programs/runProgram';
import { pullChart } from './charts/pullChart';
import { RemoteChart } from './charts/RemoteChart';
import { helmTemplate } from './helmTemplate';
import { inHelmFolder } from './inHelmFolder';

const PASSWORD = 'mark-of-a-password';
const VALUE = 'mark-of-a-secret-value';

let folder: string;
let helm: string;
let seen: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stagings-arguments-'));
  helm = join(folder, 'helm');
  seen = join(folder, 'seen');
  // Looks at itself as anybody on the machine can, and at the files that it was given.
  writeFileSync(
    helm,
    `#!/bin/sh
{
  tr '\\0' ' ' < /proc/$$/cmdline; echo
  tr '\\0' '\\n' < /proc/$$/environ
  stat -c 'file %a %n' "$PWD" *.json *.yaml 2>/dev/null
} >> '${seen}'
cat values.json registry.json repositories.yaml 2>/dev/null >> '${seen}.files'
[ "$1" = pull ] && : > web-1.0.0.tgz
exit 0
`,
    { mode: 0o700 },
  );
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(seen, { force: true });
  rmSync(`${seen}.files`, { force: true });
});

const registries = [
  {
    host: 'registry.example.com',
    credentials: { username: 'robot', password: PASSWORD },
    insecure: false,
  },
];

function requirePrivateFiles() {
  const files = readFileSync(seen, 'utf8').match(/^file .*$/gm) ?? [];
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) expect(file).toMatch(/^file (600|700) /);
}

it.each<[string, RemoteChart]>([
  [
    'a registry',
    { from: 'registry', reference: 'registry.example.com/charts/web' },
  ],
  [
    'a repository',
    {
      from: 'repository',
      url: 'https://registry.example.com/charts',
      name: 'web',
    },
  ],
])(
  'the credentials of %s are in files that nobody else may read, not in arguments or the environment',
  async (_, chart) => {
    await inHelmFolder(work =>
      pullChart(chart, { helm, run: runProgram, registries }, work),
    );
    expect(readFileSync(seen, 'utf8')).toMatch(/pull .*web/);
    expect(readFileSync(seen, 'utf8')).not.toContain(PASSWORD);
    expect(readFileSync(seen, 'utf8')).not.toContain(
      Buffer.from(`robot:${PASSWORD}`).toString('base64'),
    );
    const files = readFileSync(`${seen}.files`, 'utf8');
    expect(files).toMatch(
      new RegExp(
        `${PASSWORD}|${Buffer.from(`robot:${PASSWORD}`).toString('base64')}`,
      ),
    );
    requirePrivateFiles();
  },
);

it('values are in files that nobody else may read, and that are gone afterwards', async () => {
  await helmTemplate({
    helm,
    run: runProgram,
    chart: folder,
    releaseName: 'web',
    namespace: 'stg-web',
    capabilities: { kubeVersion: '1.36.0', apiVersions: [] },
    values: { token: VALUE },
    overrides: {},
    isUpgrade: false,
    signal: new AbortController().signal,
  });
  const text = readFileSync(seen, 'utf8');
  expect(text).not.toContain(VALUE);
  expect(readFileSync(`${seen}.files`, 'utf8')).toContain(VALUE);
  requirePrivateFiles();
  const [, place = ''] = /^file 700 (.*)$/m.exec(text) ?? [];
  expect(place).toContain('stagings-helm-');
  expect(existsSync(place)).toBe(false);
});

it.each(['releaseName', 'namespace', 'chart'] as const)(
  'a %s that would be read as an option reaches no program',
  async field => {
    const call = {
      helm,
      run: runProgram,
      chart: folder,
      releaseName: 'web',
      namespace: 'stg-web',
      capabilities: { kubeVersion: '1.36.0', apiVersions: [] },
      values: {},
      overrides: {},
      isUpgrade: false,
      signal: new AbortController().signal,
      [field]: '--post-renderer=/bin/sh',
    };
    await expect(helmTemplate(call)).rejects.toThrow(
      'would be read as an option of helm',
    );
    expect(existsSync(seen)).toBe(false);
  },
);

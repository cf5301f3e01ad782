import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { FileServer } from './FileServer';

const run = promisify(execFile);

/** A chart in an archive, as `helm package` makes it. */
export interface PackedChart {
  name: string;
  version: string;
  archive: Buffer;
}

/** Another chart that one needs. */
export interface Dependency {
  name: string;
  repository: string;
  version: string;
}

/** Writes a chart of these files into a folder of its name. */
export async function writeChart(
  folder: string,
  chart: { name: string; version: string; dependencies?: Dependency[] },
  files: Record<string, string>,
): Promise<void> {
  const all = {
    'Chart.yaml': stringify({ apiVersion: 'v2', ...chart }),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    const target = join(folder, chart.name, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

/** Packs a chart of these files. */
export async function packChart(
  name: string,
  version: string,
  files: Record<string, string>,
): Promise<PackedChart> {
  return inFolder(async folder => {
    await writeChart(folder, { name, version }, files);
    await helm(folder, 'package', name);
    const archive = await readFile(join(folder, `${name}-${version}.tgz`));
    return { name, version, archive };
  });
}

/** Pushes a chart to a registry that speaks plain http, into the folder `charts`. Answers its digest. */
export async function pushChart(
  host: string,
  { name, version, archive }: PackedChart,
): Promise<string> {
  return inFolder(async folder => {
    const file = `${name}-${version}.tgz`;
    await writeFile(join(folder, file), archive);
    const said = await helm(
      folder,
      'push',
      file,
      `oci://${host}/charts`,
      '--plain-http',
    );
    const [, digest] = /^Digest: (\S+)$/m.exec(said) ?? [];
    if (digest === undefined) throw new Error(`No digest: ${said}`);
    return digest;
  });
}

/** Makes a chart repository of a folder of a server. */
export function publishCharts(
  server: FileServer,
  folder: string,
  charts: PackedChart[],
): void {
  const entries: Record<string, object[]> = {};
  for (const { name, version, archive } of charts) {
    const file = `${name}-${version}.tgz`;
    server.files.set(`/${folder}/${file}`, archive);
    (entries[name] ??= []).push({
      apiVersion: 'v2',
      name,
      version,
      urls: [file],
    });
  }
  server.files.set(
    `/${folder}/index.yaml`,
    stringify({ apiVersion: 'v1', entries }),
  );
}

async function helm(folder: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(helmProgram(), args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
  });
  return `${stdout}\n${stderr}`;
}

function helmProgram(): string {
  const script = resolve(__dirname, '../../../scripts/programs.mjs');
  const found: { helm?: string } = JSON.parse(
    execFileSync(process.execPath, [script], { encoding: 'utf8' }),
  );
  return found.helm ?? 'helm';
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'stagings-e2e-chart-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

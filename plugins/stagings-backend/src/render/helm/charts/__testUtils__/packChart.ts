import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';

/** The archive of a chart with these files, as `helm package` makes it. */
export async function packChart(
  name: string,
  version: string,
  files: Record<string, string | Buffer>,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'stagings-test-pack-'));
  try {
    const all = {
      'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
      ...files,
    };
    for (const [path, text] of Object.entries(all)) {
      const target = join(folder, name, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
    const file = join(folder, 'chart.tgz');
    await create({ file, gzip: true, cwd: folder }, [name]);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { FileServer } from './FileServer';

const run = promisify(execFile);

/** Where the double of a git host has its API; the repository is `acme/shop`. */
export const GIT_API = '/api';

/**
 * Makes what a branch of `acme/shop` holds, as a host with the API of GitHub serves it. Answers the commit.
 *
 * @see https://docs.github.com/en/rest/repos/contents#download-a-repository-archive-tar
 */
export async function pushBranch(
  server: FileServer,
  branch: string,
  files: Record<string, string>,
): Promise<string> {
  const archive = await packTree(files);
  const commit = createHash('sha1').update(archive).digest('hex');
  server.files.set(`/archive/tarball/${commit}`, archive);
  server.files.set(
    `${GIT_API}/repos/acme/shop/commits/${branch}/status`,
    JSON.stringify({
      sha: commit,
      repository: {
        archive_url: `http://${server.host}/archive/{archive_format}{/ref}`,
      },
    }),
  );
  return commit;
}

/** Git hosts put everything into one folder. */
async function packTree(files: Record<string, string>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'stagings-e2e-tree-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      const target = join(folder, 'acme-shop', name);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
    const { stdout } = await run(
      'tar',
      ['-czf', '-', '-C', folder, 'acme-shop'],
      { encoding: 'buffer' },
    );
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

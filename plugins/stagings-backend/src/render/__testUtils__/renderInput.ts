import { JsonObject } from '@backstage/types';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TemplateSource } from '../../config/types';
import { TerminalError } from '../../model/errors';
import { RenderInput } from '../types';

/** Folders that a test made. */
export class TestFolders {
  private readonly folders: string[] = [];

  /** Makes a folder with these files. */
  async create(files: Record<string, string>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'stagings-test-'));
    this.folders.push(folder);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return folder;
  }

  async remove(): Promise<void> {
    for (const folder of this.folders.splice(0)) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** A render of the source for the branch feature/x of the component shop. */
export function renderInput(
  source: TemplateSource,
  given: {
    parameters?: JsonObject;
    overrides?: JsonObject;
    isUpgrade?: boolean;
    signal?: AbortSignal;
  } = {},
): RenderInput {
  return {
    template: {
      name: 'web',
      title: 'Web',
      cluster: 'staging',
      source,
      parameters: {},
      links: [],
      adopt: 'never',
      allowClusterScoped: [],
      allowClusterRoles: [],
      prune: { maxShare: 0.5, allow: [] },
      timeouts: { deploy: 1000 },
    },
    context: {
      staging: {
        id: '1',
        name: 'shop-x',
        host: 'shop-x.example.com',
        namespace: 'stg-shop-x',
      },
      source: {
        branch: 'feature/x',
        commit: 'abcdef1234',
        shortCommit: 'abcdef1',
      },
      baseDomain: 'example.com',
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'shop' },
      },
      parameters: { version: '1.2.0', workers: 0, ...given.parameters },
    },
    overrides: given.overrides ?? {},
    namespace: 'stg-shop-x',
    releaseName: 'shop-x',
    capabilities: {
      kubeVersion: '1.36.3',
      apiVersions: ['example.com/v1/Widget'],
    },
    isUpgrade: given.isUpgrade ?? false,
    signal: given.signal ?? new AbortController().signal,
  };
}

/** What a promise fails with, where that is an error for the staging's status. */
export async function explanationOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof TerminalError) return error.explanation;
  throw error;
}

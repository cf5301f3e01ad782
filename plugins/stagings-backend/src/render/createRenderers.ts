import { UrlReaderService } from '@backstage/backend-plugin-api';
import { RendererName } from 'backstage-plugin-stagings-common';
import { CustomRenderer } from 'backstage-plugin-stagings-node';
import { RegistryConfig } from '../config/types';
import { UrlSources } from '../template/sources/UrlSources';
import { createCustomRenderer } from './custom/createCustomRenderer';
import { Charts } from './helm/charts/Charts';
import { createHelmRenderer } from './helm/createHelmRenderer';
import { createKustomizeRenderer } from './kustomize/createKustomizeRenderer';
import { createManifestsRenderer } from './manifests/createManifestsRenderer';
import { limitedRunner, programSlots } from './programs/limitedRunner';
import { MemoryLimit, withMemoryLimit } from './programs/memoryLimit';
import { ProgramFinder } from './programs/ProgramFinder';
import { runProgram } from './programs/runProgram';
import { Renderer } from './types';

/** What renderers need of the backend. */
export interface RenderersOptions {
  programs: Pick<ProgramFinder, 'find'>;
  /** Of each program that runs. */
  memory: MemoryLimit;
  urlReader: UrlReaderService;
  /** Credentials for the hosts of charts. */
  registries: readonly RegistryConfig[];
  /** Renderers of modules, by name. */
  custom: ReadonlyMap<string, CustomRenderer>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Says when what was read and pulled is to be removed. */
  lifecycle: { addShutdownHook(hook: () => Promise<void>): void };
}

/** Makes all renderers, by name. */
export function createRenderers({
  programs,
  memory,
  urlReader,
  registries,
  custom,
  now,
  lifecycle,
}: RenderersOptions): ReadonlyMap<RendererName, Renderer> {
  const run = limitedRunner(
    programSlots(),
    withMemoryLimit(runProgram, memory),
  );
  const urls = new UrlSources(urlReader, now);
  const charts = new Charts({ run, urls, registries, now });
  lifecycle.addShutdownHook(async () => {
    await charts.close();
    await urls.close();
  });
  return new Map(
    [
      createHelmRenderer({ programs, charts, run }),
      createKustomizeRenderer({ programs, urls, run }),
      createManifestsRenderer({ urls }),
      createCustomRenderer(custom),
    ].map(renderer => [renderer.name, renderer]),
  );
}

import { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { RegistryConfig, TemplateSource } from '../../config/types';
import { createRenderers } from '../createRenderers';
import { MemoryLimit } from '../programs/memoryLimit';
import { testPrograms } from '../programs/__testUtils__/testPrograms';
import { ProgramFinder } from '../programs/ProgramFinder';
import { Renderer, Rendering, SourceKeys } from '../types';
import { renderInput } from './renderInput';

/** The renderers of a backend with the real programs. */
export class TestRenderers {
  private readonly renderers: ReadonlyMap<string, Renderer>;
  private ahead = 0;
  private readonly hooks: Array<() => Promise<void>> = [];

  constructor(
    given: {
      programs?: Pick<ProgramFinder, 'find'>;
      memory?: MemoryLimit;
      urlReader?: UrlReaderService;
      registries?: RegistryConfig[];
    } = {},
  ) {
    this.renderers = createRenderers({
      programs: given.programs ?? testPrograms(),
      memory: given.memory ?? { mebibytes: 1024 },
      urlReader: given.urlReader ?? mockServices.urlReader.mock(),
      registries: given.registries ?? [],
      custom: new Map(),
      now: () => Date.now() + this.ahead,
      lifecycle: { addShutdownHook: hook => this.hooks.push(hook) },
    });
  }

  async render(
    source: TemplateSource,
    given?: Parameters<typeof renderInput>[1],
  ): Promise<Rendering> {
    return this.rendererOf(source).render(renderInput(source, given));
  }

  async keys(source: TemplateSource): Promise<SourceKeys> {
    return this.rendererOf(source).keys(renderInput(source));
  }

  /** Goes on as if it were later. */
  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }

  /** Ends as the backend does. */
  async close(): Promise<void> {
    for (const hook of this.hooks) await hook();
  }

  private rendererOf({ renderer: name }: TemplateSource): Renderer {
    const renderer = this.renderers.get(name);
    if (!renderer) throw new Error(`No renderer ${name}`);
    return renderer;
  }
}

import pLimit from 'p-limit';
import { RegistryConfig } from '../config/types';
import { askRegistry, RegistryUnreachableError } from './askRegistry';
import {
  canonicalRegistry,
  ImageReference,
  parseImageReference,
} from './reference';
import { registriesOf, Registry } from './registries';
import { TtlCache } from './TtlCache';
import { ImageLookUp, ImageState } from './types';

const AT_ONCE = 8;
/** Tags rarely go away. */
const HIT_TTL_MS = 5 * 60_000;
/** Short, since somebody may wait for the push. */
const OTHER_TTL_MS = 2_000;

/**
 * Looks images up in the configured registries, and in no others. Remembers answers, asks a question that
 * several stagings have once, and leaves a registry alone for a moment that gave no answer.
 */
export class RegistryImageLookUp implements ImageLookUp {
  private readonly registries: ReadonlyMap<string, Registry>;
  private readonly answers: TtlCache<ImageState>;
  private readonly authorizations: TtlCache<string>;
  /** By registry: why it could not be asked. */
  private readonly unreachable: TtlCache<string>;
  private readonly underWay = new Map<string, Promise<ImageState>>();
  private readonly limit = pLimit(AT_ONCE);

  constructor(registries: readonly RegistryConfig[], now: () => number) {
    this.registries = registriesOf(registries);
    this.answers = new TtlCache(now);
    this.authorizations = new TtlCache(now);
    this.unreachable = new TtlCache(now);
  }

  async lookUp(image: string): Promise<ImageState> {
    const reference = parseImageReference(image);
    const registry = reference && this.registries.get(reference.registry);
    if (!registry) return { state: 'notListed' };
    const known = this.answers.get(image) ?? this.underWay.get(image);
    if (known) return known;
    const asked = this.limit(() => this.ask(registry, reference));
    this.underWay.set(image, asked);
    try {
      const state = await asked;
      const ttl = state.state === 'exists' ? HIT_TTL_MS : OTHER_TTL_MS;
      this.answers.set(image, state, ttl);
      return state;
    } finally {
      this.underWay.delete(image);
    }
  }

  private async ask(
    registry: Registry,
    reference: ImageReference,
  ): Promise<ImageState> {
    const problem = this.unreachable.get(registry.host);
    if (problem) return { state: 'unverified', reason: problem };
    try {
      return await askRegistry({
        registry,
        reference,
        authorizations: this.authorizations,
        isListed: host => this.registries.has(canonicalRegistry(host)),
      });
    } catch (error) {
      if (!(error instanceof RegistryUnreachableError)) throw error;
      this.unreachable.set(registry.host, error.message, OTHER_TTL_MS);
      return { state: 'unverified', reason: error.message };
    }
  }
}

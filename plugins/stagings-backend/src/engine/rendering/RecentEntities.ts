import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { TtlCache } from '../../registry';

const TTL_MS = 30_000;

/**
 * The catalog, for the engine alone: always asked as the backend itself, so an answer is good for all. What
 * there is is remembered for half a minute, since stagings of one component are often deployed together.
 */
export class RecentEntities implements Pick<CatalogService, 'getEntityByRef'> {
  private readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  private readonly known: TtlCache<Promise<Entity | undefined>>;

  constructor(
    catalog: Pick<CatalogService, 'getEntityByRef'>,
    now: () => number,
  ) {
    this.catalog = catalog;
    this.known = new TtlCache(now);
  }

  getEntityByRef(
    ...[ref, options]: Parameters<CatalogService['getEntityByRef']>
  ): Promise<Entity | undefined> {
    const key = typeof ref === 'string' ? ref : stringifyEntityRef(ref);
    const known = this.known.get(key);
    if (known) return known;
    const asked = this.catalog.getEntityByRef(ref, options);
    this.known.set(key, asked, TTL_MS);
    const forget = () => this.known.delete(key);
    asked.then(entity => entity ?? forget(), forget);
    return asked;
  }
}

import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { Caller } from './caller';
import { ServiceContext } from './context';

/** Ownership changes rarely, and a list asks for it again and again. */
const OWNERSHIP_TTL_MS = 10_000;

/**
 * Ownership of components, from the catalog. Stagings of a component that is gone from the catalog have no
 * owners.
 */
export class Ownership {
  private readonly context: Pick<ServiceContext, 'catalog' | 'auth' | 'now'>;
  private readonly owned = new Map<string, { at: number; refs: string[] }>();

  constructor(context: Pick<ServiceContext, 'catalog' | 'auth' | 'now'>) {
    this.context = context;
  }

  /** Owners by component; components without any are absent. */
  async ownersOf(entityRefs: string[]): Promise<Map<string, string[]>> {
    const unique = [...new Set(entityRefs)];
    if (unique.length === 0) return new Map();
    const { catalog, auth } = this.context;
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs: unique,
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return new Map(
      items
        .filter(entity => entity !== undefined)
        .map(entity => [stringifyEntityRef(entity), ownersIn(entity)]),
    );
  }

  /** Refs of everything in the catalog that one of the users or groups owns. */
  async ownedBy(claims: string[]): Promise<string[]> {
    const key = [...claims].sort().join('\n');
    const known = this.owned.get(key);
    const now = this.context.now();
    if (known && now - known.at < OWNERSHIP_TTL_MS) return known.refs;
    const refs = await this.queryOwnedBy(claims);
    for (const [old, { at }] of this.owned) {
      if (now - at >= OWNERSHIP_TTL_MS) this.owned.delete(old);
    }
    this.owned.set(key, { at: now, refs });
    return refs;
  }

  private async queryOwnedBy(claims: string[]): Promise<string[]> {
    if (claims.length === 0) return [];
    const { catalog, auth } = this.context;
    const { items } = await catalog.getEntities(
      {
        filter: { 'relations.ownedBy': claims },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.map(entity => stringifyEntityRef(entity));
  }
}

function ownersIn(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .map(relation => relation.targetRef);
}

/**
 * The component that a caller names, as far as the caller may see it.
 * @throws InputError where the ref is malformed, or names nothing that the caller can see
 */
export async function findComponent(
  context: Pick<ServiceContext, 'catalog' | 'auth'>,
  caller: Caller,
  entityRef: string,
): Promise<Entity> {
  const credentials =
    caller.type === 'user'
      ? caller.credentials
      : await context.auth.getOwnServiceCredentials();
  const ref = normaliseRef(entityRef);
  const entity = await context.catalog.getEntityByRef(ref, { credentials });
  if (!entity) throw new InputError(`entityRef: ${ref} is not in the catalog`);
  return entity;
}

/**
 * An entity ref in the one form in which refs are stored and compared.
 * @throws InputError where it is malformed
 */
export function normaliseRef(entityRef: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(entityRef, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch (error) {
    throw new InputError(
      `entityRef: '${entityRef}' is not an entity ref such as component:default/shop`,
      error,
    );
  }
}

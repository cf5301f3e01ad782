import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Caller } from '../../service/caller';
import { ServiceContext } from '../../service/context';
import { findComponent, normaliseRef } from '../../service/entities';

/**
 * The component that a caller names, with what `allow` answers about it. The catalog tells a user what that
 * user may see, so a user hears first whether the component is there. For a service the plugin asks the
 * catalog with its own credentials, so a service hears first whether it may.
 *
 * @throws InputError where the ref is malformed, or names nothing that the caller can see
 * @throws NotAllowedError by `allow`
 */
export async function componentFor<T>(
  context: Pick<ServiceContext, 'catalog' | 'auth'>,
  caller: Caller,
  entityRef: string,
  allow: (entityRef: string) => Promise<T>,
): Promise<{ entity: Entity; allowed: T }> {
  if (caller.type === 'service') {
    const allowed = await allow(normaliseRef(entityRef));
    return { allowed, entity: await findComponent(context, caller, entityRef) };
  }
  const entity = await findComponent(context, caller, entityRef);
  return { entity, allowed: await allow(stringifyEntityRef(entity)) };
}

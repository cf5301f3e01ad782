import { NotAllowedError } from '@backstage/errors';
import { Caller } from '../../service/caller';
import { templatesInUse } from '../../service/queries';
import { HttpContext } from '../context';
import { refusing } from './refusals';

/**
 * Tells which templates of a component the caller may know of: those that it may create stagings from, and
 * those of the stagings that it may read.
 *
 * @throws NotAllowedError where there can be neither
 */
export async function offeredTemplates(
  { service, access }: Pick<HttpContext, 'service' | 'access'>,
  caller: Caller,
  entityRef: string,
): Promise<(template: string) => boolean> {
  const isCreatable = await access.creatableFrom(caller, entityRef);
  const inUse = new Set(
    await templatesInUse(service, entityRef, await access.readFilter(caller)),
  );
  const isOffered = (template: string) =>
    isCreatable(template) || inUse.has(template);
  const { templates } = service.config;
  if (templates.length === 0 || templates.some(({ name }) => isOffered(name))) {
    return isOffered;
  }
  throw refusing(
    new NotAllowedError(
      `You may not create stagings of ${entityRef}, and there are none that you may read`,
    ),
    { refusal: 'forbidden', question: 'templates', entityRef },
  );
}

import { CallerAction, CallerConfig } from '../../config/types';
import { AccessFilter } from '../../model/access';
import { StagingRecord } from '../../model/staging';

type Subject = Pick<StagingRecord, 'entityRef' | 'template'>;

/** Whether the configuration lets a service do something with a staging, or with one that it would create. */
export function grantAllows(
  grant: CallerConfig,
  action: CallerAction,
  { entityRef, template }: Subject,
): boolean {
  return (
    (grant.actions?.includes(action) ?? true) &&
    (grant.components?.includes(entityRef) ?? true) &&
    (grant.templates?.includes(template) ?? true)
  );
}

/** The stagings that the configuration lets a service read. */
export function grantFilter(grant: CallerConfig): AccessFilter {
  if (!(grant.actions?.includes('read') ?? true)) return { anyOf: [] };
  return {
    allOf: [
      ...(grant.components ? [{ entityRefs: grant.components }] : []),
      ...(grant.templates ? [{ templates: grant.templates }] : []),
    ],
  };
}

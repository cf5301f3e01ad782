import { claimedHosts } from './claimedHosts';
import { PolicyOptions, PolicyRule } from './types';

/**
 * Who has a host has its visitors, and what they type. A staging answers for its own host, for what is below
 * it, and for neighbours of it that bear its name, as `api-<name>.<baseDomain>`, unless another staging has
 * that name.
 */
export const hosts: PolicyRule = {
  name: 'HostNotOwn',
  advice:
    "Use ${{ staging.host }}, or a host with the staging's name such as api-${{ staging.name }}.${{ baseDomain }}; or allow the host in the template: allowHosts.",
  check({ object }, options) {
    return claimedHosts(object).flatMap(({ host, path }) => {
      if (host === undefined) {
        return options.allowHosts?.includes('*')
          ? []
          : [{ path, says: 'answers for every host' }];
      }
      if (options.takenHosts?.has(host)) {
        const says = `claims the host ${host}, which another staging has`;
        return [{ path, says }];
      }
      return isOwn(host, options) || isAllowed(host, options)
        ? []
        : [{ path, says: `claims the host ${host}` }];
    });
  },
};

function isOwn(host: string, options: PolicyOptions): boolean {
  if (host === options.host || host.endsWith(`.${options.host}`)) return true;
  const domain = `.${options.baseDomain}`;
  if (!host.endsWith(domain)) return false;
  const label = host.slice(0, -domain.length);
  return (
    !label.includes('.') &&
    (label.startsWith(`${options.staging}-`) ||
      label.endsWith(`-${options.staging}`))
  );
}

function isAllowed(host: string, { allowHosts = [] }: PolicyOptions): boolean {
  return allowHosts.some(
    allowed =>
      allowed === '*' ||
      allowed === host ||
      (allowed.startsWith('*.') && host.endsWith(allowed.slice(1))),
  );
}

import {
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { stagingsAdminPermission } from 'backstage-plugin-stagings-common';
import { StagingsConfig } from '../../config/types';
import { Caller, UserCaller } from '../../service/caller';
import { refusing } from './refusals';

/** Milliseconds for which the groups of a user are not asked for again. */
const GROUPS_LIFETIME = 60_000;

export interface AdministratorsOptions {
  permissions: PermissionsService;
  userInfo: UserInfoService;
  /** Whether the portal asks its permission policy at all: `permission.enabled`. */
  policyDecides: boolean;
  /** Entity refs of users and groups, for when it does not. */
  admins: readonly string[];
  now(): number;
}

/**
 * Who is an administrator: whom the portal's policy grants `stagings.admin`. While the portal's permissions
 * are off that would be everybody, so the configuration lists them then. Services never are.
 */
export class Administrators {
  private readonly options: AdministratorsOptions;
  private readonly groups = new Map<string, { refs: string[]; at: number }>();

  constructor(options: AdministratorsOptions) {
    this.options = options;
  }

  async include(caller: Caller): Promise<boolean> {
    if (caller.type === 'service') return false;
    const { policyDecides, permissions, admins } = this.options;
    if (policyDecides) {
      const [decision] = await permissions.authorize(
        [{ permission: stagingsAdminPermission }],
        { credentials: caller.credentials },
      );
      return decision?.result === AuthorizeResult.ALLOW;
    }
    if (admins.length === 0) return false;
    if (admins.includes(caller.actor.toLocaleLowerCase('en-US'))) return true;
    const groups = await this.groupsOf(caller);
    return groups.some(ref => admins.includes(ref));
  }

  /** @throws NotAllowedError */
  async require(caller: Caller): Promise<void> {
    if (await this.include(caller)) return;
    throw refusing(
      new NotAllowedError('Only administrators of stagings may do that'),
      { refusal: 'not-administrator', question: 'administer' },
    );
  }

  private async groupsOf(caller: UserCaller): Promise<string[]> {
    const { userInfo, now } = this.options;
    const known = this.groups.get(caller.actor);
    if (known && now() - known.at < GROUPS_LIFETIME) return known.refs;
    const { ownershipEntityRefs } = await userInfo.getUserInfo(
      caller.credentials,
    );
    const refs = ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US'));
    this.groups.set(caller.actor, { refs, at: now() });
    return refs;
  }
}

/** The administrators of a portal, by its own configuration. */
export function administrators(
  services: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    rootConfig: RootConfigService;
  },
  { admins }: Pick<StagingsConfig, 'admins'>,
): Administrators {
  const { permissions, userInfo, rootConfig } = services;
  return new Administrators({
    permissions,
    userInfo,
    policyDecides: rootConfig.getOptionalBoolean('permission.enabled') ?? false,
    admins,
    now: Date.now,
  });
}

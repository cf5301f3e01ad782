import {
  AuthService,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  StagingAction,
  stagingActionPermissions,
  stagingCreatePermission,
  stagingReadPermission,
} from 'backstage-plugin-stagings-common';
import {
  StagingResource,
  stagingResourceRef,
} from 'backstage-plugin-stagings-node';
import { CallerAction, CallerConfig } from '../../config/types';
import { AccessFilter } from '../../model/access';
import { StagingRecord } from '../../model/staging';
import { Caller, UserCaller } from '../../service/caller';
import { Ownership } from '../../service/entities';
import { Administrators } from './Administrators';
import { AnyRequest, authenticate } from './authenticate';
import { toAccessFilter } from './conditions';
import { grantAllows, grantFilter } from './grants';

/** What is asked about one staging: to see it, or to do something with it. */
export type AccessQuestion = 'read' | StagingAction;

export interface AccessControlOptions {
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  callers: CallerConfig[];
  ownership: Ownership;
  administrators: Administrators;
}

const { forget: _administer, ...onOneStaging } = stagingActionPermissions;

const permissionOf = { read: stagingReadPermission, ...onOneStaging } as const;

/** What is asked of the policy about each staging; `forget` is a question about the caller alone. */
type StagingQuestion = keyof typeof permissionOf;

const stagingQuestions = Object.keys(permissionOf) as StagingQuestion[];
const questions: AccessQuestion[] = [...stagingQuestions, 'forget'];

const verbOf: Record<AccessQuestion, string> = {
  read: 'read',
  update: 'change',
  redeploy: 'redeploy',
  restart: 'restart',
  cancel: 'cancel a deploy of',
  archive: 'archive',
  restore: 'restore',
  delete: 'delete',
  forget: 'forget',
  readLogs: 'read the logs of',
};

/** Every question of who may do what. The policy decides on users, `stagings.callers` on services. */
export class AccessControl {
  private readonly options: AccessControlOptions;

  constructor(options: AccessControlOptions) {
    this.options = options;
  }

  authenticate(req: AnyRequest): Promise<Caller> {
    return authenticate(this.options, this.options.callers, req);
  }

  /** @throws NotAllowedError */
  requireAdministrator(caller: Caller): Promise<void> {
    return this.options.administrators.require(caller);
  }

  /** @throws NotAllowedError */
  async requireCreate(
    caller: Caller,
    entity: Entity,
    template: string,
  ): Promise<void> {
    const entityRef = stringifyEntityRef(entity);
    const allowed =
      caller.type === 'service'
        ? grantAllows(caller.grant, 'create', { entityRef, template })
        : await this.policyAllowsCreate(caller, entityRef);
    if (!allowed) {
      throw new NotAllowedError(
        `You may not create stagings of ${entityRef} from the template ${template}`,
      );
    }
  }

  /** The stagings that the caller may read; undefined for all of them. */
  async readFilter(caller: Caller): Promise<AccessFilter | undefined> {
    if (caller.type === 'service') return grantFilter(caller.grant);
    const { permissions, permissionsRegistry, ownership } = this.options;
    const [decision] = await permissions.authorizeConditional(
      [{ permission: stagingReadPermission }],
      { credentials: caller.credentials },
    );
    if (decision?.result === AuthorizeResult.ALLOW) return undefined;
    if (decision?.result !== AuthorizeResult.CONDITIONAL) return { anyOf: [] };
    const toSelector = createConditionTransformer(
      permissionsRegistry.getPermissionRuleset(stagingResourceRef),
    );
    return toAccessFilter(toSelector(decision.conditions), claims =>
      ownership.ownedBy(claims),
    );
  }

  /** Refs of the components that one of the users or groups owns. */
  ownedBy(owners: string[]): Promise<string[]> {
    return this.options.ownership.ownedBy(owners);
  }

  /** What the caller may do with each of the stagings, whatever their phase allows; by id. */
  async grantedOn(
    caller: Caller,
    stagings: StagingRecord[],
  ): Promise<Map<string, Set<AccessQuestion>>> {
    const answer =
      caller.type === 'service'
        ? (staging: StagingRecord, question: AccessQuestion) =>
            question !== 'forget' &&
            grantAllows(caller.grant, question satisfies CallerAction, staging)
        : await this.policyAnswers(caller, stagings);
    return new Map(
      stagings.map(staging => [
        staging.id,
        new Set(questions.filter(question => answer(staging, question))),
      ]),
    );
  }

  /**
   * @throws NotFoundError where the caller may not even read it, as if it did not exist
   * @throws NotAllowedError where it may be read, but not that
   */
  async require(
    caller: Caller,
    staging: StagingRecord | undefined,
    question: AccessQuestion,
  ): Promise<StagingRecord> {
    const granted =
      staging && (await this.grantedOn(caller, [staging])).get(staging.id);
    if (!staging || !granted?.has('read')) {
      throw new NotFoundError('There is no such staging');
    }
    if (!granted.has(question)) {
      throw new NotAllowedError(
        `You may not ${verbOf[question]} the staging ${staging.name}`,
      );
    }
    return staging;
  }

  private async policyAllowsCreate(
    caller: UserCaller,
    entityRef: string,
  ): Promise<boolean> {
    const [decision] = await this.options.permissions.authorize(
      [{ permission: stagingCreatePermission, resourceRef: entityRef }],
      { credentials: caller.credentials },
    );
    return decision?.result === AuthorizeResult.ALLOW;
  }

  private async policyAnswers(
    caller: UserCaller,
    stagings: StagingRecord[],
  ): Promise<(staging: StagingRecord, question: AccessQuestion) => boolean> {
    const { permissions, permissionsRegistry, administrators } = this.options;
    const [decisions, administers] = await Promise.all([
      permissions.authorizeConditional(
        stagingQuestions.map(question => ({
          permission: permissionOf[question],
        })),
        { credentials: caller.credentials },
      ),
      administrators.include(caller),
    ]);
    const byQuestion = new Map<AccessQuestion, PolicyDecision | undefined>(
      stagingQuestions.map((question, index) => [question, decisions[index]]),
    );
    const resources = await this.resourcesOf(stagings);
    const holds = createConditionAuthorizer(
      permissionsRegistry.getPermissionRuleset(stagingResourceRef),
    );
    return (staging, question) => {
      if (question === 'forget') return administers;
      const decision = byQuestion.get(question);
      return Boolean(decision && holds(decision, resources.get(staging.id)));
    };
  }

  private async resourcesOf(
    stagings: StagingRecord[],
  ): Promise<Map<string, StagingResource>> {
    const owners = await this.options.ownership.ownersOf(
      stagings.map(staging => staging.entityRef),
    );
    return new Map(
      stagings.map(staging => [
        staging.id,
        toResource(staging, owners.get(staging.entityRef)),
      ]),
    );
  }
}

/** A staging as permission rules see it. */
export function toResource(
  staging: StagingRecord,
  owners: string[] = [],
): StagingResource {
  const { id, entityRef, createdBy, template, cluster } = staging;
  return { id, entityRef, owners, createdBy, template, cluster };
}

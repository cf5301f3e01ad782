import {
  AuthService,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  stagingCreatePermission,
  stagingReadPermission,
} from 'backstage-plugin-stagings-common';
import {
  StagingResource,
  stagingResourceRef,
} from 'backstage-plugin-stagings-node';
import { CallerConfig } from '../../config/types';
import { AccessFilter } from '../../model/access';
import { StagingRecord } from '../../model/staging';
import { Caller } from '../../service/caller';
import { Ownership } from '../../service/entities';
import { Administrators } from './Administrators';
import { AnyRequest, authenticate } from './authenticate';
import { toAccessFilter } from './conditions';
import { grantAllows, grantFilter } from './grants';
import {
  AccessQuestion,
  permissionOf,
  questions,
  stagingQuestions,
  verbOf,
} from './questions';
import { refusing } from './refusals';

export interface AccessControlOptions {
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  callers: CallerConfig[];
  ownership: Ownership;
  administrators: Administrators;
}

/**
 * Every question of who may do what. The permission framework is asked about everybody: the policy decides on
 * users, the restrictions of the token on services. Services are limited by `stagings.callers` besides.
 */
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

  /** Tells of each template whether the caller may create stagings of the component from it. */
  async creatableFrom(
    caller: Caller,
    entityRef: string,
  ): Promise<(template: string) => boolean> {
    const [decision] = await this.options.permissions.authorize(
      [{ permission: stagingCreatePermission, resourceRef: entityRef }],
      { credentials: caller.credentials },
    );
    return template =>
      decision?.result === AuthorizeResult.ALLOW &&
      (caller.type === 'user' ||
        grantAllows(caller.grant, 'create', { entityRef, template }));
  }

  /** @throws NotAllowedError */
  async requireCreate(
    caller: Caller,
    entityRef: string,
    template: string,
  ): Promise<void> {
    const isAllowed = await this.creatableFrom(caller, entityRef);
    if (isAllowed(template)) return;
    throw refusing(
      new NotAllowedError(
        `You may not create stagings of ${entityRef} from the template ${template}`,
      ),
      { refusal: 'forbidden', question: 'create', entityRef, template },
    );
  }

  /** The stagings that the caller may read; undefined for all of them. */
  async readFilter(caller: Caller): Promise<AccessFilter | undefined> {
    const decided = await this.decidedFilter(caller);
    if (caller.type === 'user') return decided;
    const granted = grantFilter(caller.grant);
    return decided ? { allOf: [decided, granted] } : granted;
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
    const decided = await this.decidedOn(caller, stagings);
    const isGranted = (staging: StagingRecord, question: AccessQuestion) =>
      decided(staging, question) &&
      (caller.type === 'user' ||
        (question !== 'forget' &&
          grantAllows(caller.grant, question, staging)));
    return new Map(
      stagings.map(staging => [
        staging.id,
        new Set(questions.filter(question => isGranted(staging, question))),
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
    if (!staging) throw new NotFoundError('There is no such staging');
    const granted = (await this.grantedOn(caller, [staging])).get(staging.id);
    if (!granted?.has('read')) {
      throw refusing(new NotFoundError('There is no such staging'), {
        ...{ refusal: 'hidden', question, staging },
      });
    }
    if (!granted.has(question)) {
      throw refusing(
        new NotAllowedError(
          `You may not ${verbOf[question]} the staging ${staging.name}`,
        ),
        { refusal: 'forbidden', question, staging },
      );
    }
    return staging;
  }

  private async decidedFilter(
    caller: Caller,
  ): Promise<AccessFilter | undefined> {
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

  private async decidedOn(
    caller: Caller,
    stagings: StagingRecord[],
  ): Promise<(staging: StagingRecord, question: AccessQuestion) => boolean> {
    const { permissions, permissionsRegistry, administrators } = this.options;
    const [decisions, administers, resources] = await Promise.all([
      permissions.authorizeConditional(
        stagingQuestions.map(question => ({
          permission: permissionOf[question],
        })),
        { credentials: caller.credentials },
      ),
      administrators.include(caller),
      this.resourcesOf(stagings),
    ]);
    const byQuestion = new Map(
      stagingQuestions.map((question, index) => [question, decisions[index]]),
    );
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

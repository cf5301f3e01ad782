import { InputError } from '@backstage/errors';
import {
  CreateStagingRequest,
  PreviewRequest,
  StagingPreview,
} from 'backstage-plugin-stagings-common';
import { Request, Response, Router } from 'express';
import { Caller } from '../../service/caller';
import { findComponent } from '../../service/entities';
import { PreviewInput, previewStaging } from '../../service/preview';
import { getStaging } from '../../service/queries';
import { chooseTemplate } from '../../service/templates';
import { componentFor } from '../access/componentFor';
import { answerWhileOpen } from '../answerWhileOpen';
import { HttpContext } from '../context';

/** A body as the schema lets it through: of which of the two forms it is, is not said yet. */
type PreviewBody = Partial<CreateStagingRequest> &
  Partial<Extract<PreviewRequest, { stagingId: string }>>;

/** Fields of one form only. */
const OF_CREATE = ['entityRef', 'template', 'branch', 'name'] as const;
const REQUIRED_OF_CREATE = ['entityRef', 'template', 'branch'] as const;

/** `/v1/preview` */
export function addPreviewRoutes(router: Router, context: HttpContext): void {
  router.post(
    '/v1/preview',
    async (
      req: Request<{}, StagingPreview, PreviewBody>,
      res: Response<StagingPreview>,
    ) => {
      const { service, access, audit, previewer } = context;
      const caller = await access.authenticate(req);
      const { stagingId, entityRef, template, branch } = req.body;
      const meta = { stagingId, entityRef, template, branch };
      await audit.record(
        req,
        caller,
        { eventId: 'staging-preview', meta },
        async about => {
          const input = await readInput(context, caller, req.body);
          if (input.type === 'change') about(input.staging);
          await answerWhileOpen(res, signal =>
            previewStaging(service, previewer, input, signal),
          );
        },
      );
    },
  );
}

function readInput(
  context: HttpContext,
  caller: Caller,
  body: PreviewBody,
): Promise<PreviewInput> {
  const { stagingId, ...rest } = body;
  return stagingId === undefined
    ? readCreate(context, caller, requireCreate(rest))
    : readChange(context, caller, stagingId, rest);
}

function requireCreate({
  replace,
  secretsOf,
  commit,
  ...body
}: Omit<PreviewBody, 'stagingId'>): CreateStagingRequest {
  const missing = REQUIRED_OF_CREATE.find(field => body[field] === undefined);
  if (missing) {
    throw new InputError(
      `${missing}: must have required property '${missing}', unless there is a stagingId`,
    );
  }
  if (replace !== undefined) {
    throw new InputError('replace: is only for a change; give a stagingId');
  }
  if (secretsOf !== undefined) {
    throw new InputError('secretsOf: is only for a change; give a stagingId');
  }
  return { ...body, ...(commit && { commit }) } as CreateStagingRequest;
}

async function readCreate(
  { service, access }: HttpContext,
  caller: Caller,
  request: CreateStagingRequest,
): Promise<PreviewInput> {
  const { entity } = await componentFor(
    service,
    caller,
    request.entityRef,
    ref => access.requireCreate(caller, ref, request.template),
  );
  const template = await chooseTemplate(service, request.template, entity);
  return { type: 'create', caller, entity, template, request };
}

async function readChange(
  { service, access }: HttpContext,
  caller: Caller,
  id: string,
  body: Omit<PreviewBody, 'stagingId'>,
): Promise<PreviewInput> {
  const extra = OF_CREATE.find(field => body[field] !== undefined);
  if (extra) {
    throw new InputError(`${extra}: cannot be changed; leave it out`);
  }
  const staging = await access.require(
    caller,
    await getStaging(service, id),
    'update',
  );
  const entity = await findComponent(service, caller, staging.entityRef);
  const template = await chooseTemplate(service, staging.template, entity);
  return { type: 'change', staging, entity, template, request: body };
}

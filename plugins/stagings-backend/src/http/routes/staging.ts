import {
  Staging,
  UpdateStagingRequest,
} from 'backstage-plugin-stagings-common';
import { Request, Response, Router } from 'express';
import { findComponent } from '../../service/entities';
import { getStaging } from '../../service/queries';
import { chooseTemplate } from '../../service/templates';
import { requestState, StateRequest } from '../../service/transitions';
import { updateStaging } from '../../service/updateStaging';
import { audited } from '../audited';
import { HttpContext } from '../context';
import { present } from '../present';

type ById = { id: string };

/** `/v1/stagings/{id}`: one staging, and what can be asked of it. */
export function addStagingRoutes(router: Router, context: HttpContext): void {
  const { service, access } = context;

  router.get(
    '/v1/stagings/:id',
    async (req: Request<ById, Staging>, res: Response<Staging>) => {
      const caller = await access.authenticate(req);
      const staging = await access.require(
        caller,
        await getStaging(service, req.params.id),
        'read',
      );
      res.json(await present(context, caller, staging));
    },
  );

  router.patch(
    '/v1/stagings/:id',
    async (
      req: Request<ById, Staging, UpdateStagingRequest>,
      res: Response<Staging>,
    ) => {
      res.json(await change(context, req));
    },
  );

  for (const request of ['redeploy', 'archive', 'restore'] as const) {
    router.post(
      `/v1/stagings/:id/${request}`,
      async (req: Request<ById, Staging>, res: Response<Staging>) => {
        res.status(202).json(await order(context, req, request));
      },
    );
  }

  router.delete(
    '/v1/stagings/:id',
    async (req: Request<ById, Staging>, res: Response<Staging>) => {
      res.status(202).json(await order(context, req, 'delete'));
    },
  );
}

async function change(
  context: HttpContext,
  req: Request<ById, Staging, UpdateStagingRequest>,
): Promise<Staging> {
  const { service, access, auditor } = context;
  const caller = await access.authenticate(req);
  const { id } = req.params;
  const changed = await audited(
    auditor,
    req,
    {
      eventId: 'staging-mutate',
      meta: { actionType: 'update', stagingId: id },
    },
    async () => {
      const staging = await access.require(
        caller,
        await getStaging(service, id),
        'update',
      );
      const entity = await findComponent(service, caller, staging.entityRef);
      const template = await chooseTemplate(service, staging.template, entity);
      return updateStaging(service, id, {
        caller,
        entity,
        template,
        request: req.body,
      });
    },
  );
  return present(context, caller, changed);
}

async function order(
  context: HttpContext,
  req: Request<ById, Staging>,
  request: StateRequest,
): Promise<Staging> {
  const { service, access, auditor } = context;
  const caller = await access.authenticate(req);
  const { id } = req.params;
  const ordered = await audited(
    auditor,
    req,
    {
      eventId: 'staging-mutate',
      meta: { actionType: request, stagingId: id },
    },
    async () => {
      await access.require(caller, await getStaging(service, id), request);
      return requestState(service, id, caller, request);
    },
  );
  return present(context, caller, ordered);
}

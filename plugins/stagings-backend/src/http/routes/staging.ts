import {
  RedeployStagingRequest,
  RestartRequest,
  Staging,
  StagingAction,
  UpdateStagingRequest,
} from 'backstage-plugin-stagings-common';
import { Request, Response, Router } from 'express';
import { cancelDeploy } from '../../service/cancelDeploy';
import { Caller } from '../../service/caller';
import { StagingRecord } from '../../model/staging';
import { findComponent } from '../../service/entities';
import { getStaging } from '../../service/queries';
import { chooseTemplate } from '../../service/templates';
import { restoreStaging } from '../../service/restoreStaging';
import { restartStaging } from '../../service/restartStaging';
import { requestState } from '../../service/transitions';
import { updateStaging } from '../../service/updateStaging';
import { HttpContext } from '../context';
import { namingHolders } from '../namingHolders';
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

  router.post(
    '/v1/stagings/:id/redeploy',
    async (
      req: Request<ById, Staging, RedeployStagingRequest | undefined>,
      res: Response<Staging>,
    ) => {
      const confirmsPrune = req.body?.prune;
      res
        .status(202)
        .json(
          await order(context, req, 'redeploy', (id, caller) =>
            requestState(service, id, caller, 'redeploy', { confirmsPrune }),
          ),
        );
    },
  );

  router.post(
    '/v1/stagings/:id/archive',
    async (req: Request<ById, Staging>, res: Response<Staging>) => {
      res
        .status(202)
        .json(
          await order(context, req, 'archive', (id, caller) =>
            requestState(service, id, caller, 'archive'),
          ),
        );
    },
  );

  router.post(
    '/v1/stagings/:id/restore',
    async (req: Request<ById, Staging>, res: Response<Staging>) => {
      res
        .status(202)
        .json(
          await order(context, req, 'restore', (id, caller) =>
            namingHolders(context, caller, () =>
              restoreStaging(service, id, caller),
            ),
          ),
        );
    },
  );

  router.post(
    '/v1/stagings/:id/cancel',
    async (req: Request<ById, Staging>, res: Response<Staging>) => {
      res
        .status(202)
        .json(
          await order(context, req, 'cancel', (id, caller) =>
            cancelDeploy(service, id, caller),
          ),
        );
    },
  );

  router.post(
    '/v1/stagings/:id/restart',
    async (
      req: Request<ById, Staging, RestartRequest | undefined>,
      res: Response<Staging>,
    ) => {
      res
        .status(202)
        .json(
          await order(context, req, 'restart', (id, caller) =>
            restartStaging(service, id, caller, req.body?.resource),
          ),
        );
    },
  );

  router.delete(
    '/v1/stagings/:id',
    async (req: Request<ById, Staging>, res: Response<Staging>) => {
      res
        .status(202)
        .json(
          await order(context, req, 'delete', (id, caller) =>
            requestState(service, id, caller, 'delete'),
          ),
        );
    },
  );
}

async function change(
  context: HttpContext,
  req: Request<ById, Staging, UpdateStagingRequest>,
): Promise<Staging> {
  const { service, access, audit } = context;
  const caller = await access.authenticate(req);
  const { id } = req.params;
  const changed = await audit.record(
    req,
    caller,
    {
      eventId: 'staging-mutate',
      meta: { actionType: 'update', stagingId: id },
    },
    async about => {
      const staging = await access.require(
        caller,
        await getStaging(service, id),
        'update',
      );
      about(staging);
      const entity = await findComponent(service, caller, staging.entityRef);
      const template = await chooseTemplate(service, staging.template, entity);
      const updated = await updateStaging(service, id, {
        caller,
        entity,
        template,
        request: req.body,
      });
      about(updated);
      return updated;
    },
  );
  return present(context, caller, changed);
}

async function order<Body>(
  context: HttpContext,
  req: Request<ById, Staging, Body>,
  action: StagingAction,
  carryOut: (id: string, caller: Caller) => Promise<StagingRecord>,
): Promise<Staging> {
  const { service, access, audit } = context;
  const caller = await access.authenticate(req);
  const { id } = req.params;
  const ordered = await audit.record(
    req,
    caller,
    {
      eventId: 'staging-mutate',
      severity: action === 'delete' ? 'high' : 'medium',
      meta: { actionType: action, stagingId: id },
    },
    async about => {
      about(
        await access.require(caller, await getStaging(service, id), action),
      );
      const result = await carryOut(id, caller);
      about(result);
      return result;
    },
  );
  return present(context, caller, ordered);
}

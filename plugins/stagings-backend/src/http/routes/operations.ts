import { NotFoundError } from '@backstage/errors';
import { Operation, OperationWithLog } from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import {
  getStaging,
  operationsOf,
  operationWithStaging,
} from '../../service/queries';
import { HttpContext } from '../context';

/** `/v1/stagings/{id}/operations` and `/v1/operations/{id}` */
export function addOperationRoutes(router: Router, context: HttpContext): void {
  const { service, access } = context;

  router.get(
    '/v1/stagings/:id/operations',
    async (req: Request<{ id: string }, { items: Operation[] }>, res) => {
      const caller = await access.authenticate(req);
      const staging = await access.require(
        caller,
        await getStaging(service, req.params.id),
        'read',
      );
      res.json({ items: await operationsOf(service, staging) });
    },
  );

  router.get(
    '/v1/operations/:id',
    async (req: Request<{ id: string }, OperationWithLog>, res) => {
      const caller = await access.authenticate(req);
      const { operation, staging } = await operationWithStaging(
        service,
        req.params.id,
      );
      await access.require(caller, staging, 'read');
      if (!operation) throw new NotFoundError('There is no such operation');
      res.json(operation);
    },
  );
}

import { StagingTemplate } from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import { findComponent } from '../../service/entities';
import { listTemplates } from '../../service/templates';
import { HttpContext } from '../context';

/** `/v1/templates` */
export function addTemplateRoutes(router: Router, context: HttpContext): void {
  const { service, access } = context;

  router.get(
    '/v1/templates',
    async (
      req: Request<{}, { items: StagingTemplate[] }, {}, { entityRef: string }>,
      res,
    ) => {
      const caller = await access.authenticate(req);
      const entity = await findComponent(service, caller, req.query.entityRef);
      res.json({ items: await listTemplates(service, entity) });
    },
  );
}

import { ResourceNode } from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import { getStaging } from '../../service/queries';
import { HttpContext } from '../context';

/** `/v1/stagings/{id}/resources` */
export function addResourceRoutes(router: Router, context: HttpContext): void {
  const { service, access, clusterView } = context;

  router.get(
    '/v1/stagings/:id/resources',
    async (req: Request<{ id: string }, { items: ResourceNode[] }>, res) => {
      const caller = await access.authenticate(req);
      const staging = await access.require(
        caller,
        await getStaging(service, req.params.id),
        'read',
      );
      res.json({ items: await clusterView.resources(staging) });
    },
  );
}

import { StagingEvent } from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import { getStaging } from '../../service/queries';
import { HttpContext } from '../context';

/** `/v1/stagings/{id}/events` */
export function addEventRoutes(router: Router, context: HttpContext): void {
  const { service, access, clusterView } = context;

  router.get(
    '/v1/stagings/:id/events',
    async (req: Request<{ id: string }, { items: StagingEvent[] }>, res) => {
      const caller = await access.authenticate(req);
      const staging = await access.require(
        caller,
        await getStaging(service, req.params.id),
        'read',
      );
      res.json({ items: await clusterView.events(staging) });
    },
  );
}

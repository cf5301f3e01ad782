import { StagingsCluster } from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import { HttpContext } from '../context';

/** `GET /v1/clusters`: for administrators, how each cluster is and what nobody remembers in it. */
export function addClusterRoutes(router: Router, context: HttpContext): void {
  const { access, audit, clusterSurvey } = context;

  router.get(
    '/v1/clusters',
    async (req: Request<{}, { items: StagingsCluster[] }>, res) => {
      const caller = await access.authenticate(req);
      const items = await audit.record(
        req,
        caller,
        { eventId: 'cluster-fetch', meta: { queryType: 'all' } },
        async () => {
          await access.requireAdministrator(caller);
          return clusterSurvey.clusters();
        },
      );
      res.json({ items });
    },
  );
}

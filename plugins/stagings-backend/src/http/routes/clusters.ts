import { StagingsCluster } from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import { HttpContext } from '../context';

/** `GET /v1/clusters`: for administrators, how each cluster is and what nobody remembers in it. */
export function addClusterRoutes(router: Router, context: HttpContext): void {
  const { access, clusterSurvey } = context;

  router.get(
    '/v1/clusters',
    async (req: Request<{}, { items: StagingsCluster[] }>, res) => {
      const caller = await access.authenticate(req);
      await access.requireAdministrator(caller);
      res.json({ items: await clusterSurvey.clusters() });
    },
  );
}

import { ResourceName } from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import { getStaging } from '../../service/queries';
import { HttpContext } from '../context';

type Query = Partial<ResourceName> & Pick<ResourceName, 'kind' | 'name'>;
type ManifestRequest = Request<{ id: string }, string, {}, Query>;

/**
 * `/v1/stagings/{id}/manifest`. It takes the right to read logs: like them, an object tells what runs inside,
 * for example by the environment of its containers.
 */
export function addManifestRoutes(router: Router, context: HttpContext): void {
  const { service, access, audit, clusterView } = context;

  router.get('/v1/stagings/:id/manifest', async (req: ManifestRequest, res) => {
    const caller = await access.authenticate(req);
    const { group = '', kind, name, namespace } = req.query;
    const object = { group, kind, name, namespace };
    const { id } = req.params;
    const meta = { stagingId: id, object };
    const text = await audit.record(
      req,
      caller,
      { eventId: 'staging-manifest', meta },
      async about => {
        const staging = await access.require(
          caller,
          await getStaging(service, id),
          'readLogs',
        );
        about(staging);
        return clusterView.manifest(staging, object);
      },
    );
    res
      .setHeader('X-Content-Type-Options', 'nosniff')
      .type('application/yaml')
      .send(text);
  });
}

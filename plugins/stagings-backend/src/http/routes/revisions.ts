import { NotFoundError } from '@backstage/errors';
import { StagingRevision } from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import { getStaging, revisionOf } from '../../service/queries';
import { HttpContext } from '../context';

type RevisionRequest = Request<
  { id: string; revision: string },
  StagingRevision
>;

/** `/v1/stagings/{id}/revisions/{revision}` */
export function addRevisionRoutes(router: Router, context: HttpContext): void {
  const { service, access } = context;

  router.get(
    '/v1/stagings/:id/revisions/:revision',
    async (req: RevisionRequest, res) => {
      const caller = await access.authenticate(req);
      const staging = await access.require(
        caller,
        await getStaging(service, req.params.id),
        'read',
      );
      const number = Number(req.params.revision);
      const revision = await revisionOf(service, staging, number);
      if (!revision) {
        throw new NotFoundError(
          `The staging ${staging.name} has no revision ${number}`,
        );
      }
      res.json(revision);
    },
  );
}

import { Staging } from 'backstage-plugin-stagings-common';
import { Request, Response, Router } from 'express';
import { forgetStaging } from '../../service/forget';
import { getStaging } from '../../service/queries';
import { HttpContext } from '../context';
import { present } from '../present';

/** `POST /v1/stagings/{id}/forget`: administrators end a delete that cannot end by itself. */
export function addForgetRoute(router: Router, context: HttpContext): void {
  const { service, access, audit } = context;

  router.post(
    '/v1/stagings/:id/forget',
    async (req: Request<{ id: string }, Staging>, res: Response<Staging>) => {
      const caller = await access.authenticate(req);
      const { id } = req.params;
      const forgotten = await audit.record(
        req,
        caller,
        {
          eventId: 'staging-mutate',
          severity: 'high',
          meta: { actionType: 'forget', stagingId: id },
        },
        async about => {
          about(
            await access.require(
              caller,
              await getStaging(service, id),
              'forget',
            ),
          );
          return forgetStaging(service, id, caller);
        },
      );
      res.status(202).json(await present(context, caller, forgotten));
    },
  );
}

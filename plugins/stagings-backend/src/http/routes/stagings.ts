import {
  CreateStagingRequest,
  ListStagingsQuery,
  Staging,
  StagingList,
} from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import { createStaging } from '../../service/createStaging';
import { presentSummary } from '../../service/present';
import { searchStagings } from '../../service/queries';
import { chooseTemplate } from '../../service/templates';
import { componentFor } from '../access/componentFor';
import { HttpContext } from '../context';
import { namingHolders } from '../namingHolders';
import { present } from '../present';

/** `/v1/stagings`: the collection. */
export function addStagingsRoutes(router: Router, context: HttpContext): void {
  const { service, access, audit } = context;

  router.get(
    '/v1/stagings',
    async (req: Request<{}, StagingList, {}, ListStagingsQuery>, res) => {
      const caller = await access.authenticate(req);
      const filter = await access.readFilter(caller);
      const { owner, ...query } = req.query;
      const page = await searchStagings(service, query, {
        access: filter,
        components: owner && (await access.ownedBy(owner)),
      });
      const granted = await access.grantedOn(caller, page.items);
      res.json({
        ...page,
        items: page.items.map(staging =>
          presentSummary(staging, granted.get(staging.id) ?? new Set()),
        ),
      });
    },
  );

  router.post(
    '/v1/stagings',
    async (req: Request<{}, Staging, CreateStagingRequest>, res) => {
      const caller = await access.authenticate(req);
      const { entityRef, template: templateName, branch } = req.body;
      const staging = await audit.record(
        req,
        caller,
        {
          eventId: 'staging-mutate',
          meta: {
            actionType: 'create',
            entityRef,
            template: templateName,
            branch,
          },
        },
        async about => {
          const { entity } = await componentFor(
            service,
            caller,
            entityRef,
            ref => access.requireCreate(caller, ref, templateName),
          );
          const template = await chooseTemplate(service, templateName, entity);
          const created = await namingHolders(context, caller, () =>
            createStaging(service, {
              caller,
              entity,
              template,
              request: req.body,
              idempotencyKey: req.get('Idempotency-Key'),
            }),
          );
          about(created);
          return created;
        },
      );
      res.status(201).json(await present(context, caller, staging));
    },
  );
}

import {
  OverrideKeys,
  OverrideKeysQuery,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { Request, Response, Router } from 'express';
import { findComponent } from '../../service/entities';
import { findTemplate, listTemplates } from '../../service/templates';
import { answerWhileOpen } from '../answerWhileOpen';
import { HttpContext } from '../context';

/** `/v1/templates`: those of a component, and what overrides of one can set. */
export function addTemplateRoutes(router: Router, context: HttpContext): void {
  const { service, access, keyFinder } = context;

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

  router.get(
    '/v1/templates/:name/keys',
    async (
      req: Request<{ name: string }, OverrideKeys, {}, OverrideKeysQuery>,
      res: Response<OverrideKeys>,
    ) => {
      const caller = await access.authenticate(req);
      const { entityRef, branch } = req.query;
      const entity = await findComponent(service, caller, entityRef);
      const template = findTemplate(service, req.params.name, entity);
      await answerWhileOpen(res, signal =>
        keyFinder.keys({ template, entity, branch, signal }),
      );
    },
  );
}

import {
  OverrideKeys,
  OverrideKeysQuery,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { Request, Response, Router } from 'express';
import {
  findTemplate,
  listTemplates,
  templateMissing,
} from '../../service/templates';
import { componentFor } from '../access/componentFor';
import { offeredTemplates } from '../access/offeredTemplates';
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
      const { entity, allowed: isOffered } = await componentFor(
        service,
        caller,
        req.query.entityRef,
        ref => offeredTemplates(context, caller, ref),
      );
      const templates = await listTemplates(service, entity);
      res.json({ items: templates.filter(({ name }) => isOffered(name)) });
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
      const { name } = req.params;
      const { entity, allowed: isOffered } = await componentFor(
        service,
        caller,
        entityRef,
        ref => offeredTemplates(context, caller, ref),
      );
      if (!isOffered(name)) throw templateMissing(name, entity);
      const template = findTemplate(service, name, entity);
      await answerWhileOpen(res, signal =>
        keyFinder.keys({ template, entity, branch, signal }),
      );
    },
  );
}

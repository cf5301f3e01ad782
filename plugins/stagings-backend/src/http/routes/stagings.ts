import {
  CreateStagingRequest,
  ListStagingsQuery,
  Staging,
  StagingList,
} from 'backstage-plugin-stagings-common';
import { Request, Router } from 'express';
import pLimit from 'p-limit';
import { StagingRecord } from '../../model/staging';
import { Caller } from '../../service/caller';
import { createStaging } from '../../service/createStaging';
import { presentSummary } from '../../service/present';
import { searchStagings } from '../../service/queries';
import { chooseTemplate } from '../../service/templates';
import { componentFor } from '../access/componentFor';
import { AuditSubject } from '../audit/Audit';
import { HttpContext } from '../context';
import { namingHolders } from '../namingHolders';
import { present } from '../present';

/** Of many that are asked for together, the first are begun while others wait, instead of all at the end. */
const CREATED_AT_ONCE = 4;

type CreateRequest = Request<{}, Staging, CreateStagingRequest>;

/** `/v1/stagings`: the collection. */
export function addStagingsRoutes(router: Router, context: HttpContext): void {
  const { service, access } = context;
  const inTurn = pLimit(CREATED_AT_ONCE);

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

  router.post('/v1/stagings', async (req: CreateRequest, res) => {
    const caller = await access.authenticate(req);
    const staging = await inTurn(() => create(context, caller, req));
    res.status(201).json(await present(context, caller, staging));
  });
}

async function create(
  context: HttpContext,
  caller: Caller,
  req: CreateRequest,
): Promise<StagingRecord> {
  const { service, access, audit } = context;
  const { entityRef, template: templateName, branch } = req.body;
  const event: AuditSubject = {
    eventId: 'staging-mutate',
    meta: { actionType: 'create', entityRef, template: templateName, branch },
  };
  return audit.record(req, caller, event, async about => {
    const { entity } = await componentFor(service, caller, entityRef, ref =>
      access.requireCreate(caller, ref, templateName),
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
  });
}

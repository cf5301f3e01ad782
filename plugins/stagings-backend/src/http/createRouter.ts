import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { HttpContext } from './context';
import { limitRates } from './limitRates';
import { addClusterRoutes } from './routes/clusters';
import { addEventRoutes } from './routes/events';
import { addForgetRoute } from './routes/forget';
import { addLogRoutes } from './routes/logs';
import { addManifestRoutes } from './routes/manifest';
import { addOperationRoutes } from './routes/operations';
import { addPreviewRoutes } from './routes/preview';
import { addResourceRoutes } from './routes/resources';
import { addRevisionRoutes } from './routes/revisions';
import { addStagingRoutes } from './routes/staging';
import { addStagingsRoutes } from './routes/stagings';
import { addTemplateRoutes } from './routes/templates';
import { tellErrors } from './tellError';
import { validateRequests } from './validateRequests';

/** The HTTP API. Requests are validated against `openapi.yaml` before a route sees them. */
export async function createRouter(context: HttpContext): Promise<Router> {
  const router = PromiseRouter();
  const { requestsPerMinute } = context.service.config.limits;
  router.use(limitRates(context.access, requestsPerMinute));
  router.use(...(await validateRequests()));
  addTemplateRoutes(router, context);
  addPreviewRoutes(router, context);
  addStagingsRoutes(router, context);
  addStagingRoutes(router, context);
  addForgetRoute(router, context);
  addClusterRoutes(router, context);
  addOperationRoutes(router, context);
  addRevisionRoutes(router, context);
  addResourceRoutes(router, context);
  addEventRoutes(router, context);
  addManifestRoutes(router, context);
  addLogRoutes(router, context);
  router.use(context.audit.refusals());
  router.use(tellErrors(context.tellError));
  return router;
}

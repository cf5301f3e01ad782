import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { HttpContext } from './context';
import { addLogRoutes } from './routes/logs';
import { addOperationRoutes } from './routes/operations';
import { addResourceRoutes } from './routes/resources';
import { addStagingRoutes } from './routes/staging';
import { addStagingsRoutes } from './routes/stagings';
import { addTemplateRoutes } from './routes/templates';
import { validateRequests } from './validateRequests';

/** The HTTP API. Requests are validated against `openapi.yaml` before a route sees them. */
export async function createRouter(context: HttpContext): Promise<Router> {
  const router = PromiseRouter();
  router.use(...(await validateRequests()));
  addTemplateRoutes(router, context);
  addStagingsRoutes(router, context);
  addStagingRoutes(router, context);
  addOperationRoutes(router, context);
  addResourceRoutes(router, context);
  addLogRoutes(router, context);
  return router;
}

import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { HttpContext } from './context';
import { addLogRoutes } from './routes/logs';
import { addOperationRoutes } from './routes/operations';
import { addResourceRoutes } from './routes/resources';
import { addStagingRoutes } from './routes/staging';
import { addStagingsRoutes } from './routes/stagings';
import { addTemplateRoutes } from './routes/templates';

const SPECIFICATION = resolvePackagePath(
  'backstage-plugin-stagings-backend',
  'openapi.yaml',
);

/** The HTTP API. Requests are validated against `openapi.yaml` before a route sees them. */
export async function createRouter(context: HttpContext): Promise<Router> {
  const router = PromiseRouter();
  router.use(
    createValidatedOpenApiRouterFromGeneratedEndpointMap<{}>(
      parse(await readFile(SPECIFICATION, 'utf8')),
    ),
  );
  addTemplateRoutes(router, context);
  addStagingsRoutes(router, context);
  addStagingRoutes(router, context);
  addOperationRoutes(router, context);
  addResourceRoutes(router, context);
  addLogRoutes(router, context);
  return router;
}

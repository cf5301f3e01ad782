import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { ErrorRequestHandler, RequestHandler } from 'express';
import { error as openApiErrors, middleware } from 'express-openapi-validator';
import { BodyTooLargeError } from './BodyTooLargeError';
import { requireSound } from './requireSound';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** Larger than any sensible parameters and overrides. */
const MAX_BODY = '1 MB';

const SPECIFICATION = resolvePackagePath(
  'backstage-plugin-stagings-backend',
  'openapi.yaml',
);

/** Names the field as the API's own checks do: `overrides.image: must be object`. */
function describe({
  path,
  message,
}: {
  path: string;
  message: string;
}): string {
  const field = path
    .replace(/^\/(body|query|params|headers)\/?/, '')
    .replace(/\//g, '.');
  return field ? `${field}: ${message}` : message;
}

const refuse: ErrorRequestHandler = (error, _req, _res, next) => {
  if (error instanceof openApiErrors.BadRequest) {
    next(new InputError(error.errors.map(describe).join('\n')));
  } else {
    next(error);
  }
};

/** What cannot be read is told without what was sent: there is no field that says what of it is a secret. */
const refuseBody: ErrorRequestHandler = (error, _req, _res, next) => {
  switch (error.type) {
    case 'entity.too.large':
      next(new BodyTooLargeError(`the body: is larger than ${MAX_BODY}`));
      break;
    case 'entity.parse.failed':
      next(new InputError('the body: is no valid JSON'));
      break;
    default:
      next(error);
  }
};

/**
 * What stands before the routes: bodies are parsed, and requests are checked against `openapi.yaml`, which is
 * also served as `/openapi.json`. Query and path parameters arrive with their types and defaults.
 */
export async function validateRequests(): Promise<
  (RequestHandler | ErrorRequestHandler)[]
> {
  const specification = parse(await readFile(SPECIFICATION, 'utf8'));
  const serve = express.Router();
  serve.get('/openapi.json', (_req, res) => res.json(specification));
  return [
    serve,
    express.json({ limit: MAX_BODY }),
    refuseBody,
    requireSound,
    ...middleware({
      apiSpec: specification,
      validateRequests: { allowUnknownQueryParameters: false },
      validateResponses: false,
      useRequestUrl: true,
      // The platform's own routes share the base path.
      ignoreUndocumented: true,
    }),
    refuse,
  ];
}

import { ErrorRequestHandler } from 'express';
import { redactedError } from '../redaction';
import { ServiceContext } from '../service/context';
import { requestSecrets } from '../service/requestSecrets';
import { AnyRequest } from './access/authenticate';

/** Answers what of an error may be told, to whoever asked, to the log and to the auditor. */
export type TellError = (req: AnyRequest, error: unknown) => Promise<Error>;

const STAGING = /^\/v1\/stagings\/([^/]+)/;

/** Errors may quote what they are about: a value that does not fit, what a cluster answered, a statement of SQL. */
export function errorTeller(
  service: Pick<ServiceContext, 'db' | 'config' | 'vault'>,
): TellError {
  return async (req, error) => {
    const { stagingId, template, parameters } = req.body ?? {};
    const subject = { template, parameters };
    const redactor = await requestSecrets(service, {
      ...subject,
      stagingId: STAGING.exec(req.path)?.[1] ?? stagingId,
    }).catch(() => requestSecrets(service, subject));
    return redactedError(error, told => redactor.deep(told));
  };
}

/** Stands after all that answers requests: no error leaves the plugin as it is. */
export function tellErrors(tell: TellError): ErrorRequestHandler {
  return async (error, req, _res, next) => next(await tell(req, error));
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { redactedError, Redactor } from '../../redaction';

/** The backend's own log, without secrets that are known or look like some. */
export function redactingLogger(
  logger: LoggerService,
  redactor: Redactor,
): LoggerService {
  const redacted = (meta?: Error | JsonObject) => {
    if (meta === undefined) return meta;
    return meta instanceof Error
      ? redactedError(meta, told => redactor.deep(told))
      : redactor.deep(meta);
  };
  return {
    error: (message, meta) =>
      logger.error(redactor.text(message), redacted(meta)),
    warn: (message, meta) =>
      logger.warn(redactor.text(message), redacted(meta)),
    info: (message, meta) =>
      logger.info(redactor.text(message), redacted(meta)),
    debug: (message, meta) =>
      logger.debug(redactor.text(message), redacted(meta)),
    child: meta => redactingLogger(logger.child(meta), redactor),
  };
}

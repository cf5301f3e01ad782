import { JsonValue } from '@backstage/types';
import { Redactor } from '../redaction';
import { readableTexts, secretTexts } from '../secrets/openSecrets';
import { platformSecrets } from '../secrets/platformSecrets';
import { findStaging } from '../store';
import { isJsonObject } from '../template/json';
import { partSecrets, secretParameters } from '../template/secretParameters';
import { ServiceContext } from './context';

/** What of a request tells which secrets it may be about; nothing of it has been checked. */
export interface RequestSubject {
  stagingId?: JsonValue;
  template?: JsonValue;
  parameters?: JsonValue;
}

/**
 * Knows what must not be told of a request: secrets of the platform, those that it gives, and those of the staging
 * that it names.
 */
export async function requestSecrets(
  { db, config, vault }: Pick<ServiceContext, 'db' | 'config' | 'vault'>,
  { stagingId, template, parameters }: RequestSubject,
): Promise<Redactor> {
  const staging =
    typeof stagingId === 'string'
      ? await findStaging(db, stagingId)
      : undefined;
  const name = staging?.template ?? template;
  const schema = config.templates.find(each => each.name === name)?.parameters;
  const given = isJsonObject(parameters) ? parameters : {};
  const { secrets } = partSecrets(given, secretParameters(schema ?? {}));
  return new Redactor([
    ...platformSecrets(config),
    ...secretTexts(secrets),
    ...(staging ? readableTexts(vault, staging) : []),
  ]);
}

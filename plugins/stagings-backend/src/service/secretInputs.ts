import { JsonObject } from '@backstage/types';
import { InputError } from '@backstage/errors';
import { TemplateConfig } from '../config/types';
import { TerminalError } from '../model/errors';
import { StagingInputs } from '../model/staging';
import { MASK } from '../redaction';
import { openSecrets, OpenSecrets, sealSecrets } from '../secrets/openSecrets';
import { Vault } from '../secrets/Vault';
import {
  joinSecrets,
  parameterAt,
  partSecrets,
  secretParameters,
} from '../template/secretParameters';

/** Secrets that a staging has before a change. */
export interface SecretsBefore {
  sealed: Readonly<Record<string, string>>;
  open: OpenSecrets;
}

const NONE: SecretsBefore = { sealed: {}, open: {} };

/**
 * Opens the secrets that a change starts from. One that cannot be opened may still be given anew.
 *
 * @throws InputError naming one that cannot be opened and is not given
 */
export function secretsBefore(
  vault: Vault,
  { id, secrets: sealed = {} }: { id: string } & Pick<StagingInputs, 'secrets'>,
  given: JsonObject,
): SecretsBefore {
  const open = Object.entries(sealed).flatMap(([path, value]) => {
    try {
      const found = openSecrets(vault, { id, secrets: { [path]: value } });
      return Object.entries(found);
    } catch (error) {
      if (!(error instanceof TerminalError)) throw error;
      if (parameterAt(given, path) !== undefined) return [];
      // Not as its cause: the answer would say it twice.
      throw new InputError(`parameters.${path}: ${error.message}`);
    }
  });
  return { sealed, open: Object.fromEntries(open) };
}

/** Parameters as they are kept, and as they are checked. */
export interface KeptParameters {
  /** Without secrets. */
  parameters: JsonObject;
  /** Sealed; undefined where there are none. */
  secrets: StagingInputs['secrets'];
  /** With secrets in clear: to be checked, and forgotten. */
  whole: JsonObject;
}

/** Parts parameters into what may be seen and what is sealed. What was a secret before stays one. */
export function keepParameters(
  vault: Vault,
  template: TemplateConfig,
  stagingId: string,
  given: JsonObject,
  before: SecretsBefore = NONE,
): KeptParameters {
  const { parameters, secrets } = partSecrets(given, [
    ...secretParameters(template.parameters),
    ...Object.keys(before.sealed),
  ]);
  const sealed = sealSecrets(vault, stagingId, secrets, before);
  return {
    parameters,
    secrets: Object.keys(sealed).length > 0 ? sealed : undefined,
    whole: joinSecrets(parameters, secrets),
  };
}

/** Parameters as expressions of links and versions see them, which everybody sees. */
export function maskedParameters(
  resolved: JsonObject,
  secrets: StagingInputs['secrets'] = {},
): JsonObject {
  const paths = Object.keys(secrets);
  const masks = Object.fromEntries(paths.map(path => [path, MASK]));
  return joinSecrets(partSecrets(resolved, paths).parameters, masks);
}

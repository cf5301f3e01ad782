import { JsonValue } from '@backstage/types';
import { TerminalError } from '../model/errors';
import { StagingRecord } from '../model/staging';
import { SealError, Vault } from './Vault';

/** Values of secret parameters in clear, by dotted path. */
export type OpenSecrets = Readonly<Record<string, JsonValue>>;

/**
 * The secret parameters of a staging in clear.
 * @throws TerminalError where one cannot be read
 */
export function openSecrets(
  vault: Vault,
  { id, secrets = {} }: Pick<StagingRecord, 'id' | 'secrets'>,
): OpenSecrets {
  return Object.fromEntries(
    Object.entries(secrets).map(([parameter, sealed]) => [
      parameter,
      openValue(vault, sealed, { stagingId: id, parameter }),
    ]),
  );
}

function openValue(
  vault: Vault,
  sealed: string,
  place: { stagingId: string; parameter: string },
): JsonValue {
  try {
    return JSON.parse(vault.open(sealed, place));
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new TerminalError({
      reason: 'SecretUnreadable',
      message: `The secret ${place.parameter} cannot be read: ${error.message}`,
      hint: {
        text: 'Bring the key back to stagings.secrets.keys, or set the parameter anew.',
        audience: 'platform',
      },
    });
  }
}

/**
 * Seals values for a staging. One that is the same as before keeps its seal, so that it can be seen that nothing
 * changed.
 */
export function sealSecrets(
  vault: Vault,
  stagingId: string,
  values: OpenSecrets,
  before: {
    sealed?: Readonly<Record<string, string>>;
    open?: OpenSecrets;
  } = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([parameter, value]) => {
      const known = before.sealed?.[parameter];
      const isSame =
        known !== undefined &&
        JSON.stringify(before.open?.[parameter]) === JSON.stringify(value);
      return [
        parameter,
        isSame
          ? known
          : vault.seal(JSON.stringify(value), { stagingId, parameter }),
      ];
    }),
  );
}

/** Texts of those secrets that can be opened: what nobody can open, nobody can tell either. */
export function readableTexts(
  vault: Vault,
  { id, secrets = {} }: Pick<StagingRecord, 'id' | 'secrets'>,
): string[] {
  return Object.entries(secrets).flatMap(([parameter, sealed]) => {
    try {
      return secretTexts(
        openSecrets(vault, { id, secrets: { [parameter]: sealed } }),
      );
    } catch (error) {
      if (error instanceof TerminalError) return [];
      throw error;
    }
  });
}

/** Known texts among values in clear. */
export function secretTexts(values: OpenSecrets): string[] {
  return Object.values(values).map(value =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { InputChange } from 'backstage-plugin-stagings-common';
import { StagingsConfig } from '../config/types';
import { StagingInputs } from '../model/staging';
import {
  OpenSecrets,
  openSecrets,
  sealSecrets,
  secretTexts,
} from '../secrets/openSecrets';
import { TerminalError } from '../model/errors';
import { Redactor } from '../redaction';
import { Vault } from '../secrets/Vault';
import { Db, rewriteInputs, stagingsWithSecrets } from '../store';
import { partSecrets, secretParameters } from '../template/secretParameters';

/**
 * Opens the vault, and brings what the database holds in line with the configuration: parameters that were stored
 * before their template declared them secret are sealed, and what an older key sealed is sealed with the newest one.
 */
export async function openVault({
  db,
  config,
  logger,
}: {
  db: Db;
  config: Pick<StagingsConfig, 'templates' | 'secrets'>;
  logger: LoggerService;
}): Promise<Vault> {
  const vault = new Vault(config.secrets.keys);
  const declared = new Map(
    config.templates.map(({ name, parameters }) => [
      name,
      secretParameters(parameters),
    ]),
  );
  const secretive = [...declared].filter(([, paths]) => paths.length > 0);
  const stagings = await stagingsWithSecrets(
    db,
    secretive.map(([name]) => name),
  );
  for (const { id, template } of stagings) {
    const paths = declared.get(template) ?? [];
    let redactor = new Redactor();
    try {
      await rewriteInputs(db, id, {
        inputs: inputs => {
          redactor = redactor.with(secretTexts(inClear(inputs, paths)));
          return sealedInputs(vault, id, inputs, paths);
        },
        changes: changes => withoutSecrets(changes, paths),
        shown: text => redactor.text(text),
      });
    } catch (error) {
      if (!(error instanceof TerminalError)) throw error;
      logger.warn(`Staging ${id}: ${error.message}`);
    }
  }
  return vault;
}

function inClear(
  { parameters }: StagingInputs,
  paths: readonly string[],
): OpenSecrets {
  return partSecrets(parameters, paths).secrets;
}

function sealedInputs(
  vault: Vault,
  id: string,
  inputs: StagingInputs,
  paths: readonly string[],
): StagingInputs | undefined {
  const { parameters, secrets: plain } = partSecrets(inputs.parameters, paths);
  const { secrets: sealed = {} } = inputs;
  const isWell =
    Object.keys(plain).length === 0 &&
    Object.values(sealed).every(value => vault.isCurrent(value));
  if (isWell) return undefined;
  const open = { ...openSecrets(vault, { id, secrets: sealed }), ...plain };
  const { commit, overrides } = inputs;
  return {
    commit,
    parameters,
    overrides,
    secrets: sealSecrets(vault, id, open),
  };
}

function withoutSecrets(
  changes: InputChange[],
  paths: readonly string[],
): InputChange[] | undefined {
  const secret = new Set(paths.map(path => `parameters.${path}`));
  const isTelling = ({ path, secret: told }: InputChange) =>
    secret.has(path) && told === undefined;
  if (!changes.some(isTelling)) return undefined;
  return changes.map(change =>
    isTelling(change)
      ? { path: change.path, secret: whatHappened(change) }
      : change,
  );
}

function whatHappened({ from, to }: InputChange): InputChange['secret'] {
  if (from === undefined) return 'set';
  return to === undefined ? 'removed' : 'changed';
}

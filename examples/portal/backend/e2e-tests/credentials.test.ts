import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Staging } from 'backstage-plugin-stagings-common';
import { stringify } from 'yaml';
import { administrator } from './harness/cluster';
import { revocableToken, RevocableToken } from './harness/revocableToken';
import { assertNothingWrong, logStatuses } from './harness/statusLog';
import {
  branchName,
  isFailed,
  isRunning,
  until,
  useSuite,
} from './harness/suite';

const { KUBECONFIG } = process.env;
/** The API server believes a token for so long after it was revoked. */
const BELIEVED_MS = 12_000;

/** Writes the program, too. */
function kubeConfigWithProgram(program: string, tokenFile: string) {
  const credential = {
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
  };
  writeFileSync(
    program,
    `#!/bin/sh\nprintf '${JSON.stringify({
      ...credential,
      status: { token: '%s' },
    })}' "$(cat ${tokenFile})"\n`,
    { mode: 0o700 },
  );
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'elsewhere', cluster: { server: 'https://elsewhere' } }],
    users: [
      {
        name: 'operator',
        user: {
          exec: {
            apiVersion: credential.apiVersion,
            command: program,
            interactiveMode: 'Never',
          },
        },
      },
    ],
    contexts: [
      { name: 'e2e', context: { cluster: 'elsewhere', user: 'operator' } },
    ],
  };
}

describe(
  'a token in a file',
  { skip: KUBECONFIG ? false : 'needs the API server of KUBECONFIG' },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'stagings-token-'));
    const file = join(folder, 'token');
    const tokens: RevocableToken[] = [];

    /** Puts another token in the file, as Kubernetes does: by a rename. */
    async function rotate(): Promise<RevocableToken> {
      const token = await revocableToken(administrator(KUBECONFIG!));
      tokens.push(token);
      writeFileSync(`${file}.new`, token.text);
      renameSync(`${file}.new`, file);
      return token;
    }

    /** Of a user who signs in with a program that prints the token of the file. */
    const kubeConfig = join(folder, 'kubeconfig');
    writeFileSync(
      kubeConfig,
      stringify(kubeConfigWithProgram(join(folder, 'login'), file)),
    );

    const suite = useSuite({
      adapt: config => {
        const [method] = config.kubernetes.clusterLocatorMethods;
        const [target, ...others] = method!.clusters;
        const clusters = [target, { ...target, name: 'program' }, ...others];
        return {
          ...config,
          kubernetes: {
            ...config.kubernetes,
            clusterLocatorMethods: [{ ...method, clusters }],
          },
          stagings: {
            ...config.stagings,
            templates: config.stagings.templates.flatMap(template =>
              template.name === 'web-plain'
                ? [
                    template,
                    { ...template, name: 'by-program', cluster: 'program' },
                  ]
                : [template],
            ),
            clusters: {
              ...config.stagings.clusters,
              target: { auth: { serviceAccountTokenFile: file } },
              program: { auth: { kubeconfig: kubeConfig, context: 'e2e' } },
            },
          },
        };
      },
    });
    let first: RevocableToken;
    let staging: Staging;

    before(async () => {
      first = await rotate();
      const { id } = await suite.client.createStaging({
        entityRef: 'component:default/shop',
        template: 'web-plain',
        branch: branchName('token'),
      });
      staging = await until(suite.client, id, 'running', isRunning);
    });

    after(async () => {
      for (const token of tokens) await token.revoke();
      rmSync(folder, { recursive: true });
    });

    it('may be what a program of a kubeconfig prints', async () => {
      const { id } = await suite.client.createStaging({
        entityRef: 'component:default/shop',
        template: 'by-program',
        branch: branchName('program'),
      });
      await until(suite.client, id, 'running', isRunning);
      await suite.discard(id);
    });

    it('is replaced while the portal runs, and nobody notices', async t => {
      const statuses = logStatuses(t, suite.client, staging.id);
      await rotate();
      await first.revoke();
      await sleep(BELIEVED_MS);
      assertNothingWrong(await statuses.stop());
      await suite.client.updateStaging(staging.id, {
        parameters: { version: '1.5.0' },
      });
      await until(
        suite.client,
        staging.id,
        'running at 1.5.0',
        each => isRunning(each) && each.status.deployedRevision === 2,
      );
    });

    it('is revoked: the staging says so; with another token it goes on without a restart', async () => {
      await tokens[1]!.revoke();
      await sleep(BELIEVED_MS);
      await suite.client.updateStaging(staging.id, {
        parameters: { version: '1.6.0' },
      });
      const failed = await until(suite.client, staging.id, 'failed', isFailed);
      assert.equal(failed.status.reason, 'Unauthorized');
      assert.equal(
        failed.status.message,
        "The cluster target does not accept the portal's credentials",
      );
      assert.match(failed.status.hint?.text ?? '', /^Renew the credentials/);

      await rotate();
      await suite.client.redeployStaging(staging.id, {});
      await until(suite.client, staging.id, 'running', isRunning);
      await suite.discard(staging.id);
    });
  },
);

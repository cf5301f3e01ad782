import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = (name: string) => resolve(__dirname, '../../scripts', name);
const state = () => process.env.PORTAL_STATE ?? '';

test('a second start on the same data is refused with the address of the first', async () => {
  await expect(
    run(process.execPath, [script('start.mjs'), '--state', state()]),
  ).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`runs already: ${process.env.PORTAL_URL}`),
  });
});

test('the data of a running portal is not emptied', async () => {
  await expect(
    run(process.execPath, [script('reset.mjs'), '--state', state()]),
  ).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Stop it first'),
  });
});

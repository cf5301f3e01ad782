import { expect, test } from '@playwright/test';
import { NOBODY, Portal } from './portal';

test.use({ storageState: NOBODY });

test('from opening the portal to a running staging in under a minute', async ({
  page,
}) => {
  const portal = new Portal(page);
  const opened = Date.now();

  await portal.signInAs('Ada Engineer');
  await portal.openStagingsOf('shop');
  await portal.createStaging('feature/checkout');
  await portal.expectCondition('Running');
  const answer = await portal.openLink();

  expect(Date.now() - opened).toBeLessThan(60_000);
  expect(answer).toContain('shop');
  expect(answer).toContain('1.4.0');
  expect(answer).toContain('feature/checkout');
});

test('a staging that fails says why, and an edit repairs it', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.signInAs('Ada Engineer');
  await portal.openStagingsOf('shop');
  await portal.createStaging('fix/typo', 'missing');
  await expect(
    page.getByText(/cannot pull image .*shop:missing/).first(),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
  const panel = page.getByRole('dialog');
  await panel.getByLabel('Image tag').fill('1.4.1');
  await panel.getByRole('button', { name: 'Save and deploy' }).click();
  await portal.expectCondition('Running');

  expect(await portal.openLink()).toContain('1.4.1');
});

test('a staging is archived, restored with its address, and deleted', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.signInAs('Finn Engineer');
  await portal.openStagingsOf('search');
  const name = await portal.createStaging('feature/filters');
  await portal.expectCondition('Running');

  await portal.choose('Archive');
  await portal.confirm('Archive');
  await portal.expectCondition('Archived');

  await portal.choose('Restore');
  await portal.confirm('Restore');
  await portal.expectCondition('Running');
  expect(await portal.openLink()).toContain('feature/filters');

  await portal.choose('Delete');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/to confirm/).fill(name);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await portal.expectCondition('Deleted');
});

import { expect, test } from '@playwright/test';
import { NOBODY, Portal } from './portal';

test.use({ storageState: NOBODY });

test('an engineer creates stagings of own components only, and reads why', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.signInAs('Finn Engineer');
  await portal.openStagingsOf('search');
  await expect(portal.newButton).toBeEnabled();

  await portal.openStagingsOf('shop');
  await expect(portal.newButton).toBeDisabled();
  await expect(
    page.getByText(/do not have the permission to create stagings/).first(),
  ).toBeVisible();
});

test('quality assurance sees, archives and restores what others made, and cannot delete it', async ({
  page,
  browser,
}) => {
  const engineer = new Portal(await browser.newPage());
  await engineer.signInAs('Ada Engineer');
  await engineer.openStagingsOf('shop');
  const name = await engineer.createStaging('feature/roles');
  await engineer.expectCondition('Running');

  const portal = new Portal(page);
  await portal.signInAs('Quinn Tester');
  await portal.openStagingsOf('shop');
  await page.getByRole('link', { name }).first().click();
  await portal.expectCondition('Running');
  expect(await portal.openLink()).toContain('feature/roles');

  await portal.openMenu();
  await expect(portal.entry('Archive')).toBeEnabled();
  await expect(portal.entry('Delete')).toBeDisabled();
  await expect(portal.entry('Delete')).toContainText(
    'You do not have the permission',
  );
  await page.keyboard.press('Escape');

  await portal.choose('Archive');
  await portal.confirm('Archive');
  await portal.expectCondition('Archived');
  await portal.choose('Restore');
  await portal.confirm('Restore');
  await portal.expectCondition('Running');
});

test('the clusters are shown to the platform team alone', async ({
  page,
  browser,
}) => {
  const engineer = new Portal(await browser.newPage());
  await engineer.signInAs('Ada Engineer');
  await engineer.openAllStagings();
  await expect(engineer.clusters).toBeHidden();

  const portal = new Portal(page);
  await portal.signInAs('Pat Platform');
  await portal.openAllStagings();
  await portal.clusters.click();
  await expect(page.getByText('practice').first()).toBeVisible();
});

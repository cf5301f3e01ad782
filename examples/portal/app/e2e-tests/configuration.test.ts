import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { Portal } from './portal';

test('an override is changed after a look at what it does, and its log is read', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.goToStagingsOf('shop');
  await portal.createStaging('feature/more-memory');
  await portal.expectCondition('Running');

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: /^More configuration/ }).click();
  await panel.getByLabel('Key to override').fill('memory');
  await page.getByRole('option', { name: /resources.limits.memory/ }).click();
  await panel.getByLabel('Value of resources.limits.memory').fill('320Mi');
  await panel.getByRole('button', { name: 'Show preview' }).click();
  await panel.getByRole('button', { name: /Deployment .*-web/ }).click();
  await expect(panel.getByText(/^\+.*memory: 320Mi/)).toBeVisible();
  await panel.getByRole('button', { name: 'Save and deploy' }).click();
  await expect(panel).toBeHidden();
  await portal.expectCondition('Running');
  await page.getByRole('tab', { name: 'Activity' }).click();
  await expect(page.getByText('320Mi').first()).toBeVisible();

  await page.getByRole('tab', { name: 'Logs' }).click();
  await page.getByLabel('Container').click();
  await page.getByRole('option', { name: /^web/ }).click();
  const log = page.getByRole('region', { name: /^Log of web/ });
  await expect(log).toContainText('listens on port');
  const length = () => log.innerText().then(text => text.length);
  const before = await length();
  await expect.poll(length).toBeGreaterThan(before);
  await page.getByLabel('Search in the log').fill('listens');
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download/ }).click(),
  ]);
  expect(await readFile(await file.path(), 'utf8')).toContain('listens on');
});

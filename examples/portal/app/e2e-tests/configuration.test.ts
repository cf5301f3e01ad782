import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { NOBODY, Portal } from './portal';

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

test('of two who edit the same staging, the second is told what the first changed, and keeps both', async ({
  page,
  browser,
}) => {
  const first = new Portal(page);
  await first.goToStagingsOf('shop');
  await first.createStaging('feature/together');
  await first.expectCondition('Running');

  const second = new Portal(await browser.newPage({ storageState: NOBODY }));
  await second.comeBackAs('ada');
  await second.page.goto(page.url());
  await second.openEditor();
  await second.panel.getByLabel('Pods').fill('2');
  await second.panel.getByLabel('Image tag').fill('1.4.2');

  await first.openEditor();
  await first.panel.getByLabel('Image tag').fill('1.4.1');
  await first.save();

  const { panel } = second;
  await expect(panel.getByText(/^Meanwhile changed by pat/)).toBeVisible();
  await expect(
    panel.getByText('parameters.version: 1.4.0 → 1.4.1'),
  ).toBeVisible();
  await panel.getByLabel('Theirs: 1.4.1').check();
  await panel.getByRole('button', { name: 'Put my changes on top' }).click();
  await expect(panel.getByLabel('Image tag')).toHaveValue('1.4.1');
  await expect(panel.getByLabel('Pods')).toHaveValue('2');
  await second.save();
  await second.page.getByRole('tab', { name: 'Configuration' }).click();
  const parameters = second.page.getByRole('region', { name: 'Parameters' });
  await expect(parameters).toContainText(/Image tag\s*version\s*1\.4\.1/);
  await expect(parameters).toContainText(/Pods\s*replicas\s*2/);
  await second.page.close();
});

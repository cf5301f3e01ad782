import { expect, Locator, Page, test } from '@playwright/test';
import { resolve } from 'node:path';
import { Portal } from './portal';

const LIST = { width: 1440, height: 760 };
const DETAIL = { width: 1440, height: 900 };
const FORM = { width: 1440, height: 1280 };

const takePicture = (of: Page | Locator, name: string) =>
  of.screenshot({
    path: resolve(__dirname, '../../../../docs/images', `${name}.png`),
    animations: 'disabled',
  });

test('pictures of the documentation', async ({ page }) => {
  test.slow();
  const portal = new Portal(page);
  const openTab = (name: string) => page.getByRole('tab', { name }).click();
  // So that no line is highlighted.
  const leave = () => page.mouse.move(720, 899);

  await page.setViewportSize(DETAIL);
  await portal.goToStagingsOf('shop');
  await portal.createStaging('fix/tax-rounding', 'crash');
  await portal.expectCondition('Failed');
  await leave();
  await takePicture(page, 'failed');

  await page.getByRole('button', { name: 'Show log of web' }).click();
  await page.getByLabel('Previous run').check();
  await page.getByText('listens on').first().waitFor();
  await leave();
  await takePicture(page, 'logs');

  await portal.goToStagingsOf('shop');
  await portal.createStaging('feature/checkout');
  await portal.expectCondition('Running');
  await page.setViewportSize(LIST);
  await takePicture(page, 'detail');

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const panel = page.getByRole('dialog');
  await panel.getByLabel('Image tag').fill('1.4.1');
  await panel.getByRole('button', { name: 'Save and deploy' }).click();
  await expect(panel).toBeHidden();
  await portal.expectCondition('Running');
  await openTab('Activity');
  await page.getByRole('button', { name: /revision 1/ }).click();
  await page.getByRole('button', { name: /^Go back to/ }).waitFor();
  await leave();
  await takePicture(page, 'activity');

  await portal.goToStagingsOf('search');
  await portal.createStaging('feature/synonyms');
  await portal.expectCondition('Running');

  await portal.goToStagingsOf('shop');
  await portal.createStaging('feature/search', 'slow');
  await page.getByRole('link', { name: '← Stagings' }).click();
  await page.getByText('feature/checkout').first().waitFor();
  await takePicture(page, 'tab');
  await portal.openPage();
  await page.getByText('feature/synonyms').first().waitFor();
  await takePicture(page, 'page');

  await page.setViewportSize(FORM);
  await portal.goToStagingsOf(
    'shop',
    '?new&branch=feature/gift-cards&overrides.resources.limits.memory=512Mi',
  );
  await panel.getByText(/gift-cards-.*localhost/).waitFor();
  await takePicture(panel, 'new');

  await page.setViewportSize(DETAIL);
  await panel.getByRole('button', { name: 'Show preview' }).click();
  await expect(
    panel.getByRole('button', { name: 'Preview again' }),
  ).toBeEnabled();
  await panel.getByText(/Deployment .*-web/).scrollIntoViewIfNeeded();
  await takePicture(panel, 'preview');
});

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
  const portal = new Portal(page);

  await page.setViewportSize(DETAIL);
  await portal.openStagingsOf('shop');
  await portal.createStaging('fix/tax-rounding', 'crash');
  await portal.expectCondition('Failed');
  await page.mouse.move(720, 880); // so that no line is highlighted
  await takePicture(page, 'failed');

  await portal.openStagingsOf('shop');
  await portal.createStaging('feature/checkout');
  await portal.expectCondition('Running');
  await page.setViewportSize(LIST);
  await takePicture(page, 'detail');

  await portal.openStagingsOf('shop');
  await portal.createStaging('feature/search', 'slow');
  await page.getByRole('link', { name: '← Stagings' }).click();
  await page.getByText('feature/checkout').first().waitFor();
  await takePicture(page, 'tab');

  await page.setViewportSize(FORM);
  await page.goto(
    `${page.url()}?new&branch=feature/gift-cards&overrides.resources.limits.memory=512Mi`,
  );
  const panel = page.getByRole('dialog');
  await panel.getByText(/gift-cards-.*localhost/).waitFor();
  await takePicture(panel, 'new');

  await page.setViewportSize(DETAIL);
  await panel.getByRole('button', { name: 'Show preview' }).click();
  await expect(
    panel.getByRole('button', { name: 'Preview again' }),
  ).toBeEnabled();
  await takePicture(panel, 'preview');
});

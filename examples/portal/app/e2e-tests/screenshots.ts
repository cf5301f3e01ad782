import { test } from '@playwright/test';
import { resolve } from 'node:path';
import { Portal } from './portal';

test.use({ viewport: { width: 1440, height: 760 } });

const picture = (name: string) =>
  resolve(__dirname, '../../../../docs/images', `${name}.png`);

test('pictures of the documentation', async ({ page }) => {
  const portal = new Portal(page);
  await portal.openStagingsOf('shop');
  await portal.createStaging('fix/tax-rounding', 'crash');
  await page
    .getByText(/keeps crashing/)
    .first()
    .waitFor();

  await portal.openStagingsOf('shop');
  await portal.createStaging('feature/checkout');
  await portal.expectCondition('Running');
  await page.screenshot({ path: picture('detail') });

  await portal.openStagingsOf('shop');
  await portal.createStaging('feature/search', 'slow');
  await page.getByRole('link', { name: '← Stagings' }).click();
  await page.getByText('feature/checkout').first().waitFor();
  await page.screenshot({ path: picture('tab') });

  await page.getByRole('button', { name: 'New staging' }).first().click();
  await page
    .getByRole('dialog')
    .getByLabel('Branch')
    .fill('feature/gift-cards');
  await page.getByText(/gift-cards-.*localhost/).waitFor();
  await page.screenshot({ path: picture('new') });
});

import { expect, test } from '@playwright/test';
import { Portal } from './portal';

test("one's stagings are found over all components, and the address keeps how", async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.goToStagingsOf('search');
  const name = await portal.createStaging('feature/synonyms');
  await portal.openPage();

  await page.getByLabel('Whose').click();
  await page.getByRole('option', { name: 'Created by me' }).click();
  await page.getByRole('searchbox').fill('synonyms');
  await expect(page.getByTestId('staging')).toHaveCount(1);
  await expect(page).toHaveURL(/owner=mine/);
  await expect(page).toHaveURL(/q=synonyms/);

  await page.reload();
  await expect(page.getByTestId('staging')).toHaveCount(1);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('article', { name })).toBeVisible();
  await page.getByRole('link', { name: '← Stagings' }).click();

  await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
  await page.getByRole('button', { name: 'Archive 1' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Archive 1' })
    .click();
  await page.getByRole('button', { name: /^Archived [1-9]/ }).click();
  await expect(page.getByText('Archived', { exact: true })).toBeVisible();
});

test('a component that no template is for has no Stagings tab', async ({
  page,
}) => {
  await page.goto(`${process.env.PORTAL_URL}/catalog/default/system/web-shop`);
  await expect(page.getByRole('heading', { name: 'Web shop' })).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Content navigation' });
  await expect(tabs.getByRole('link', { name: 'Overview' })).toBeVisible();
  await expect(tabs.getByRole('link', { name: 'Stagings' })).toHaveCount(0);
});

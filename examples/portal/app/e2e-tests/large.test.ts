import { expect, test } from '@playwright/test';
import { expectNoLag, measureKeys, usableAfterData } from './measure';
import { Portal } from './portal';
import { serveStagings, stagingsOf } from './servedStagings';

// A trace is recorded in the page itself, which would be measured with it.
test.use({ trace: 'off' });

const MANY = 330; // of which 300 are active
const LINES = 5_000;

test('a list of 300 can be used within a second of its data, and typing does not lag', async ({
  page,
}) => {
  const portal = new Portal(page);
  await serveStagings(page, stagingsOf('shop', MANY));
  await portal.goToStagingsOf('shop');
  const rows = page.getByTestId('staging');
  await expect(rows).toHaveCount(300);

  await portal.openTab('Kubernetes');
  await expect(rows).toHaveCount(0);
  const usable = usableAfterData(page);
  await portal.openTab('Stagings');
  expect(await usable).toBeLessThan(1_000);

  // At once, while the rows below the screen are still being made.
  const lagsOf = await measureKeys(page);
  await page
    .getByRole('searchbox')
    .pressSequentially('feature/search', { delay: 50 });
  await expect(rows).toHaveCount(MANY / 11);
  await page.getByRole('searchbox').clear();
  await expect(rows).toHaveCount(300);
  expectNoLag(await lagsOf());
});

test('a log of 5,000 lines is there at once, and is searched without lag', async ({
  page,
}) => {
  const frames = Array.from({ length: LINES }, (_, index) => ({
    type: 'line',
    line: `${index} GET /products/${index % 97} 200 in ${index % 13} ms`,
  }));
  await page.route(/\/pods\/.*\/logs\?/, route =>
    route.fulfill({
      contentType: 'application/x-ndjson',
      body: frames.map(frame => `${JSON.stringify(frame)}\n`).join(''),
    }),
  );
  const portal = new Portal(page);
  await portal.goToStagingsOf('search');
  await portal.createStaging('feature/long-log');
  await portal.expectCondition('Running');
  await page.getByRole('tab', { name: 'Logs' }).click();
  await expect(page.getByText(/^4999 GET/)).toBeVisible();

  const lagsOf = await measureKeys(page);
  const search = page.getByLabel('Search in the log');
  await search.pressSequentially('products/42 ', { delay: 50 });
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^2 of \d+$/)).toBeVisible();
  expectNoLag(await lagsOf());
});

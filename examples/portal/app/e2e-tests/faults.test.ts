import { expect, test } from '@playwright/test';
import { Portal } from './portal';

const LIST = /\/api\/stagings\/v1\/stagings\?/;

test('a staging comes up before one’s eyes also where the socket of signals is closed', async ({
  page,
}) => {
  await page.routeWebSocket(/\/api\/signals/, socket =>
    socket.close({ code: 1001 }),
  );
  const portal = new Portal(page);
  await portal.goToStagingsOf('search');
  await portal.createStaging('feature/no-signals');
  await portal.expectCondition('Running');
});

test('a portal that is slow, and then down, is told, and forgotten when it is back', async ({
  page,
}) => {
  let answer: 'slow' | 'down' | 'well' = 'slow';
  await page.route(LIST, async route => {
    if (answer === 'down') return route.abort();
    if (answer === 'slow') await page.waitForTimeout(5_000);
    return route.continue();
  });
  const portal = new Portal(page);
  await portal.goToStagingsOf('shop');
  await expect(page.getByText('This takes longer than usual …')).toBeVisible();
  await expect(page.getByText(/^live · seen/)).toBeVisible();
  await expect(page.getByText('This takes longer than usual …')).toHaveCount(0);

  answer = 'down';
  await page.getByRole('button', { name: /^Archived \d/ }).click();
  const trouble = page.getByText(/The portal does not answer/);
  await expect(trouble).toBeVisible();
  answer = 'well';
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(trouble).toHaveCount(0);
});

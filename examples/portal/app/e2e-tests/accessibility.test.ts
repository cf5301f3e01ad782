import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { Portal } from './portal';
import { serveStagings, stagingsOf } from './servedStagings';

const LIST = 'section[aria-label^="Stagings"]';
const PANEL = '[role="dialog"]';

for (const theme of ['light', 'dark']) {
  test(`everybody can read and use all screens in the ${theme} theme`, async ({
    page,
  }) => {
    const portal = new Portal(page);
    await page.addInitScript(
      chosen => localStorage.setItem('theme', chosen),
      theme,
    );
    await portal.goToStagingsOf('search', '?new');
    const panel = page.getByRole('dialog');
    await panel.getByLabel('Branch').fill(`fix/read-${theme}`);
    await panel.getByLabel('Image tag').fill('crash');
    await panel.getByRole('button', { name: 'Show preview' }).click();
    await expect(panel.getByText(/Deployment .*-web/)).toBeVisible();
    await expectAccessible(page, PANEL);
    await panel.getByRole('button', { name: 'Create staging' }).click();

    const name = await portal.detailName();
    const detail = `article[aria-label="${name}"]`;
    await expectAccessible(page, detail);
    await portal.expectCondition('Failed');
    for (const tab of [
      'Overview',
      'Configuration',
      'Activity',
      'Logs',
      'Events',
    ]) {
      await page.getByRole('tab', { name: tab }).click();
      await expectAccessible(page, detail);
    }
    await portal.choose('Delete');
    await expectAccessible(page, PANEL);
    await page.keyboard.press('Escape');

    await serveStagings(page, stagingsOf('search', 12));
    await page.getByRole('link', { name: '← Stagings' }).click();
    await expect(page.getByText('Unknown', { exact: true })).toBeVisible();
    await expectAccessible(page, LIST);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page, LIST);
    await page.setViewportSize({ width: 1440, height: 900 });
    await portal.openPage();
    await expect(page.getByText(/^Failed \d/)).toBeVisible();
    await expectAccessible(page, LIST);
  });
}

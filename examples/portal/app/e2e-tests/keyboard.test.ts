import { expect, test } from '@playwright/test';
import { Keyboard } from './keyboard';
import { Portal } from './portal';

test('the whole life of a staging with the keyboard alone', async ({
  page,
}) => {
  const portal = new Portal(page);
  const keyboard = new Keyboard(page);
  await portal.goToStagingsOf('shop');

  await keyboard.press('New staging');
  const panel = page.getByRole('dialog');
  await expect(panel.getByLabel('Branch')).toBeFocused();
  await page.keyboard.type('feature/no-mouse');
  await keyboard.fill('Image tag', 'crash');
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  const name = await portal.detailName();

  await portal.expectCondition('Failed');
  await keyboard.press('Show log of web');
  await expect(page.getByRole('region', { name: /^Log of web/ })).toBeVisible();

  await keyboard.press('Edit configuration');
  await expect(panel).toBeVisible();
  await keyboard.fill('Image tag', '1.4.1');
  await keyboard.press(/^More configuration/);
  await keyboard.fill('Key to override', 'resources.limits.memory');
  await page.keyboard.press('Enter');
  await expect(
    panel.getByLabel('Value of resources.limits.memory'),
  ).toBeFocused();
  await page.keyboard.type('320Mi');
  await keyboard.press('Show preview');
  await expect(panel.getByText(/Deployment .*-web/)).toBeVisible();
  await keyboard.press('Save and deploy');
  await expect(panel).toBeHidden();
  await portal.expectCondition('Running');

  await expect(page.getByText('320Mi').first()).toBeVisible();
  await keyboard.goTo('Configuration');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('overrides.resources.limits.memory'),
  ).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Activity' })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  await keyboard.choose('Archive');
  await page.keyboard.press('Escape');
  await expect(
    page.getByRole('button', { name: `Actions for ${name}` }),
  ).toBeFocused();
  await keyboard.choose('Archive');
  await keyboard.press('Archive');
  await portal.expectCondition('Archived');
  await keyboard.press('Restore');
  await keyboard.press('Restore');
  await portal.expectCondition('Running');

  await keyboard.press('Stagings');
  await expect(page).toHaveURL(/\/stagings$/);
  await keyboard.fill('Search name, branch or template', 'no-mouse');
  await expect(page.getByTestId('staging')).toHaveCount(1);
  await keyboard.press(name);
  await expect(page.getByRole('article', { name })).toBeVisible();

  await keyboard.choose('Delete');
  await expect(page.getByLabel(/to confirm/)).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await portal.expectCondition('Deleted');
});

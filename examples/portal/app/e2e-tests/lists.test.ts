import { expect, Page, test } from '@playwright/test';
import { Portal } from './portal';
import { serveStagings, stagingsOf } from './servedStagings';

const MANY = 330; // of which 300 are active

/**
 * How long the page took until one could click and type in its list, in milliseconds from the arrival of the
 * data: until a frame was drawn in which rows stood.
 */
function usableAfterData(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const arrivedAt = () =>
          performance
            .getEntriesByType('resource')
            .filter(({ name }) => /\/v1\/stagings\?/.test(name))
            .map(entry => (entry as PerformanceResourceTiming).responseEnd)
            .at(-1);
        const look = () => {
          const arrived = arrivedAt();
          const hasRows = document.querySelector('[data-testid="staging"]');
          if (arrived && hasRows) resolve(performance.now() - arrived);
          else requestAnimationFrame(look);
        };
        performance.clearResourceTimings();
        requestAnimationFrame(look);
      }),
  );
}

/** Measures for each key how long it takes until the page is drawn again. */
async function measureKeys(page: Page): Promise<() => Promise<number[]>> {
  const lags = await page.evaluateHandle(() => {
    const measured: number[] = [];
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() =>
          // The frame has been drawn when the next task runs.
          setTimeout(() => measured.push(performance.now() - timeStamp)),
        ),
      true,
    );
    return measured;
  });
  return () => lags.jsonValue();
}

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
  const lags = (await lagsOf()).sort((a, b) => a - b);
  expect(lags.length).toBeGreaterThanOrEqual(14);
  expect(lags[Math.floor(lags.length / 2)]).toBeLessThan(100);
  expect(lags.at(-1)).toBeLessThan(250);
});

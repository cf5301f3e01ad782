import { expect, Page, test } from '@playwright/test';

/**
 * How long the page took until one could click and type in its list, in milliseconds from the arrival of the
 * data: until a frame was drawn in which rows stood.
 */
export function usableAfterData(page: Page): Promise<number> {
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
export async function measureKeys(
  page: Page,
): Promise<() => Promise<number[]>> {
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

/** Nobody notices less than a tenth of a second. One key in ten may meet other work of the machine. */
export function expectNoLag(lags: number[]): void {
  const sorted = [...lags].sort((a, b) => a - b);
  const within = (part: number) => sorted[Math.floor(sorted.length * part)];
  test.info().annotations.push({
    type: 'milliseconds from key to paint',
    description: lags.map(Math.round).join(' '),
  });
  expect(sorted.length).toBeGreaterThan(10);
  expect(within(0.5)).toBeLessThan(50);
  expect(within(0.9)).toBeLessThan(200);
}

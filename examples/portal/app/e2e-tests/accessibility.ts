import { expect, Page } from '@playwright/test';
import axe from 'axe-core';

/** Checks what is in the element, colours and all, with the rules that axe has for WCAG and good practice. */
export async function expectAccessible(
  page: Page,
  selector: string,
): Promise<void> {
  // What is being faded has colours of no theme, and live data may begin a fade while axe is at work.
  await page.addStyleTag({
    content: '*, ::before, ::after { transition: none !important; }',
  });
  await page.evaluate(axe.source);
  const problems = await page.evaluate(async inside => {
    const { violations } = await window.axe.run(inside, {
      resultTypes: ['violations'],
      // Landmarks and the title of the page are the portal's.
      rules: { region: { enabled: false } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id}: ${target.join(' ')}: ${failureSummary}`,
      ),
    );
  }, selector);
  expect.soft(problems, selector).toEqual([]);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

import { expect, Page } from '@playwright/test';

/** More stops than the longest way over a page has. */
const MOST_STOPS = 80;

/** What a person does who has no mouse. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Goes on with Tab until what has the focus is called so. */
  async goTo(name: string | RegExp): Promise<void> {
    const passed = new Set<string>();
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await this.page.keyboard.press('Tab');
      const focused = await this.focused();
      if (typeof name === 'string' ? focused === name : name.test(focused)) {
        return;
      }
      passed.add(focused.slice(0, 60));
    }
    throw new Error(
      `Tab does not lead to ${name}, but to ${[...passed].join(', ')}`,
    );
  }

  /** Goes to a button or link and presses it. */
  async press(name: string | RegExp): Promise<void> {
    await this.goTo(name);
    await this.page.keyboard.press('Enter');
  }

  /** Goes to a field and writes over what is in it. */
  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.goTo(label);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  /** Chooses an entry of a staging's ⋮. */
  async choose(action: string): Promise<void> {
    await this.press(/^Actions for/);
    const entry = this.page.getByRole('menuitem', { name: action });
    await expect(entry).toBeVisible();
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      if (await entry.evaluate(item => item === document.activeElement)) break;
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
  }

  /** What a screen reader would call the element that has the focus. */
  private focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      // Dialogs take the keyboard for a moment themselves.
      if (!(element instanceof HTMLElement) || element.tabIndex < 0) return '';
      const label =
        element instanceof HTMLInputElement
          ? element.labels?.[0]?.textContent
          : element.textContent;
      const name = element.getAttribute('aria-label') ?? label ?? '';
      return name.replace(/[\u2009\u00a0*]/g, '').trim();
    });
  }
}

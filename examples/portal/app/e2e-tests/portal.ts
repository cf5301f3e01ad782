import { expect, Locator, Page } from '@playwright/test';

/** A browser in which nobody has signed in; without it, a test begins as the one who may do everything. */
export const NOBODY = { cookies: [], origins: [] };

/** What a person does in the portal, by the words on the screen. */
export class Portal {
  constructor(readonly page: Page) {}

  /** The stagings of the component, by their address. */
  async goToStagingsOf(component: string, search = ''): Promise<void> {
    await this.page.goto(
      `${process.env.PORTAL_URL}/catalog/default/component/${component}/stagings${search}`,
    );
  }

  /** Opens the portal as one of its people. */
  async signInAs(person: string): Promise<void> {
    await this.page.goto(process.env.PORTAL_URL ?? '');
    await this.page
      .getByRole('button', { name: `Sign in as ${person}` })
      .click();
  }

  /** A browser that somebody signed in with before. */
  async comeBackAs(person: string): Promise<void> {
    await this.page.addInitScript(
      who => localStorage.setItem('demo-portal.person', who),
      person,
    );
  }

  /** From the portal's address to the stagings of the component. */
  async openStagingsOf(component: string): Promise<void> {
    await this.page.goto(process.env.PORTAL_URL ?? '');
    await this.page
      .locator(`a[href="/catalog/default/component/${component}"]`)
      .click();
    await this.openTab('Stagings');
  }

  /** Opens a tab of the component's page. */
  async openTab(title: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: title })
      .click();
  }

  /** Opens the page with the stagings of all components. */
  async openPage(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Stagings' })
      .click();
  }

  /** The list of all components' stagings. */
  async openAllStagings(): Promise<void> {
    await this.page.goto(`${process.env.PORTAL_URL}/stagings`);
    await this.page
      .getByRole('heading', { name: 'Stagings' })
      .first()
      .waitFor();
  }

  /** What leads from the list of all stagings to the clusters. */
  get clusters(): Locator {
    return this.page.getByRole('tab', { name: 'Clusters' });
  }

  get newButton(): Locator {
    return this.page.getByRole('button', { name: 'New staging' }).first();
  }

  /** Creates a staging; its detail is open then. Gives back its name. */
  async createStaging(branch: string, tag?: string): Promise<string> {
    await this.newButton.click();
    const panel = this.page.getByRole('dialog');
    await panel.getByLabel('Branch').fill(branch);
    if (tag) await panel.getByLabel('Image tag').fill(tag);
    await panel.getByRole('button', { name: 'Create staging' }).click();
    await expect(panel).toBeHidden();
    return this.detailName();
  }

  /** The panel or dialog that is open. */
  get panel(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Opens the panel that changes the staging whose detail is open. */
  async openEditor(): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit', exact: true }).click();
    await this.panel.getByLabel('Image tag').waitFor();
  }

  /** Saves what the panel has; it is closed then. */
  async save(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Save and deploy' }).click();
    await expect(this.panel).toBeHidden();
  }

  /** Chooses an entry of the ⋮ of the staging whose detail is open. */
  async choose(action: string): Promise<void> {
    await this.openMenu();
    await this.entry(action).click();
  }

  /** Opens the ⋮ of the staging whose detail is open. */
  async openMenu(): Promise<void> {
    await this.page.getByRole('button', { name: /^Actions for/ }).click();
  }

  entry(action: string): Locator {
    return this.page.getByRole('menuitem', { name: action });
  }

  /** Presses the button of the open dialog. */
  async confirm(button: string): Promise<void> {
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: button })
      .click();
  }

  /** Waits until the open detail says the word. */
  async expectCondition(word: string): Promise<void> {
    await expect(
      this.page.getByText(word, { exact: true }).first(),
    ).toBeVisible();
  }

  /** Follows the staging's link and gives back what the page behind it says. */
  async openLink(): Promise<string> {
    const [opened] = await Promise.all([
      this.page.waitForEvent('popup'),
      this.page
        .getByRole('link', { name: /in a new tab/ })
        .first()
        .click(),
    ]);
    const text = await opened.locator('body').innerText();
    await opened.close();
    return text;
  }

  /** The name of the staging whose detail is open. */
  async detailName(): Promise<string> {
    return this.page
      .getByRole('article')
      .getByRole('heading', { level: 2 })
      .innerText();
  }
}

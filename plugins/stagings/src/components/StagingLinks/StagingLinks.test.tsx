import { renderInTestApp } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import { staging } from '../../__testUtils__/fixtures';
import { StagingLinks } from './StagingLinks';

const linksTo = (...titles: string[]) =>
  staging({
    name: 'shop-1',
    links: titles.map(title => ({
      title,
      url: `https://${title}.example.com`,
    })),
  });
const shown = () =>
  screen.getAllByRole('link').map(({ textContent }) => textContent);

describe('StagingLinks in a line', () => {
  it.each([
    [['App'], ['App']],
    [
      ['App', 'API'],
      ['App', 'API'],
    ],
    [['App', 'API', 'Admin'], ['App']],
    [['Storefront', 'API'], ['Storefront']],
  ])('has room for %j: %j', async (titles, expected) => {
    await renderInTestApp(
      <StagingLinks staging={linksTo(...titles)} oneLine={2} />,
    );
    expect(shown()).toEqual(expected);
  });

  it('has the others in a menu', async () => {
    await renderInTestApp(
      <StagingLinks
        staging={linksTo('App', 'API', 'Admin', 'Mail')}
        oneLine={2}
      />,
    );
    await userEvent.click(
      screen.getByRole('button', { name: '3 more links of shop-1' }),
    );
    const menu = screen.getByRole('menu');
    expect(
      within(menu)
        .getAllByRole('menuitem')
        .map(item => [item.textContent, item.getAttribute('href')]),
    ).toEqual([
      ['API', 'https://API.example.com'],
      ['Admin', 'https://Admin.example.com'],
      ['Mail', 'https://Mail.example.com'],
    ]);
    expect(await accessibilityProblems(menu)).toEqual([]);
  });

  it('leaves out what is no web address', async () => {
    const evil = staging({
      links: [{ title: 'App', url: 'data:text/html,x' }],
    });
    await renderInTestApp(<StagingLinks staging={evil} />);
    expect(screen.queryByRole('link')).toBeNull();
  });
});

import {
  readNewStagingLink,
  withNewStaging,
  withoutNewStaging,
} from './newStagingLink';

const read = (search: string) =>
  readNewStagingLink(new URLSearchParams(search));

describe('readNewStagingLink', () => {
  it('reads what is to be filled in', () => {
    expect(
      read(
        '?new&template=web&branch=feature/x&commit=3f9&name=shop-x&component=component:default/shop&parameters.mail.port=25&overrides.a%5C.b.c=2&q=kept',
      ),
    ).toEqual({
      template: 'web',
      branch: 'feature/x',
      commit: '3f9',
      name: 'shop-x',
      component: 'component:default/shop',
      parameters: [{ path: ['mail', 'port'], text: '25' }],
      overrides: [{ path: ['a.b', 'c'], text: '2' }],
    });
  });

  it('opens nothing by itself', () => {
    expect(read('?branch=main')).toBeUndefined();
  });

  it('ignores what is too long, too much or no key', () => {
    const many = Array.from({ length: 60 }, (_, i) => `overrides.k${i}=1`);
    const link = read(
      `?new&branch=${'x'.repeat(
        5_000,
      )}&parameters.=1&parameters.a..b=1&${many.join('&')}`,
    );
    expect(link?.branch).toBeUndefined();
    expect(link?.parameters).toEqual([]);
    expect(link?.overrides).toHaveLength(50);
  });
});

describe('withNewStaging and withoutNewStaging', () => {
  it('leave the rest of the address alone', () => {
    const open = withNewStaging(new URLSearchParams('?q=x'), { from: '7' });
    expect(open.toString()).toBe('q=x&new=&from=7');
    expect(withoutNewStaging(open).toString()).toBe('q=x');
  });

  it('take nothing away where the panel is not open', () => {
    const params = new URLSearchParams('?template=web');
    expect(withoutNewStaging(params).toString()).toBe('template=web');
  });
});

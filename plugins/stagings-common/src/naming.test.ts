import {
  isValidBranchName,
  isValidStagingName,
  slugify,
  stagingName,
} from './naming';

const parts = {
  entityRef: 'component:default/shop',
  component: 'shop',
  cluster: 'staging',
  branch: 'feature/checkout-redesign',
};

describe('slugify', () => {
  it.each([
    ['feature/Checkout_Redesign', 'feature-checkout-redesign'],
    ['--a..b--', 'a-b'],
    ['Größe/ändern', 'gro-e-andern'],
    ['1.4-fix', 's-1-4-fix'],
    ['日本語', 'b'],
    ['', 'b'],
    ['🚀', 'b'],
  ])('%s becomes %s', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });
});

describe('stagingName', () => {
  it('names component, branch and hash', () => {
    expect(stagingName(parts)).toMatch(
      /^shop-feature-checkout-redesign-[a-z2-7]{5}$/,
    );
  });

  it('is the same for the same parts', () => {
    expect(stagingName(parts)).toBe(stagingName({ ...parts }));
  });

  it('tells branches apart that look alike as slugs', () => {
    const branches = ['feature/a', 'feature-a', 'Feature/A', 'feature_a'];
    const names = branches.map(branch => stagingName({ ...parts, branch }));
    expect(new Set(names).size).toBe(branches.length);
  });

  it('tells clusters and components apart', () => {
    expect(stagingName({ ...parts, cluster: 'other' })).not.toBe(
      stagingName(parts),
    );
    expect(
      stagingName({ ...parts, entityRef: 'component:team/shop' }),
    ).not.toBe(stagingName(parts));
  });

  it.each([
    ['a branch of 5,000 characters', { branch: 'x'.repeat(5000) }],
    ['a component of 63 characters', { component: 'c'.repeat(63) }],
    ['emoji', { branch: '🚀🚀', component: '🚀' }],
    ['right-to-left text', { branch: 'פיצר/תשלום' }],
    ['digits first', { component: '24h-shop' }],
    [
      'dashes at every cut',
      { component: 'a-'.repeat(40), branch: '-b'.repeat(90) },
    ],
  ])('is a valid name for %s', (_, change) => {
    for (const length of [5, 8] as const) {
      const name = stagingName({ ...parts, ...change }, length);
      expect(isValidStagingName(name)).toBe(true);
    }
  });
});

describe('isValidStagingName', () => {
  it.each(['shop', 'shop-1', 'a', 'a'.repeat(40)])('takes %s', name => {
    expect(isValidStagingName(name)).toBe(true);
  });

  it.each(['', 'Shop', '1shop', '-shop', 'shop-', 'sh_op', 'a'.repeat(41)])(
    'refuses %p',
    name => {
      expect(isValidStagingName(name)).toBe(false);
    },
  );
});

describe('isValidBranchName', () => {
  it.each(['main', 'feature/a', 'v1.2', 'a@b', 'תשלום', '🚀', "it's"])(
    'takes %s',
    branch => {
      expect(isValidBranchName(branch)).toBe(true);
    },
  );

  it.each([
    '',
    '@',
    '-a',
    '/a',
    'a/',
    'a//b',
    'a..b',
    'a b',
    'a\nb',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[b',
    'a\\b',
    'a@{b',
    'a.',
    'a.lock',
    'a.lock/b',
    '.a',
    'a/.b',
    'x'.repeat(245),
  ])('refuses %p', branch => {
    expect(isValidBranchName(branch)).toBe(false);
  });
});

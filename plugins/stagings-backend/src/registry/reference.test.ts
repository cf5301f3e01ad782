import { canonicalRegistry, parseImageReference } from './reference';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('parseImageReference', () => {
  it.each([
    ['shop', 'docker.io', 'library/shop', 'latest'],
    ['shop:1.2.0', 'docker.io', 'library/shop', '1.2.0'],
    ['team/shop:1', 'docker.io', 'team/shop', '1'],
    ['docker.io/shop:1', 'docker.io', 'library/shop', '1'],
    ['index.docker.io/team/shop:1', 'docker.io', 'team/shop', '1'],
    ['registry.example.com/shop', 'registry.example.com', 'shop', 'latest'],
    ['Registry.Example.com/a/b/c:v1', 'registry.example.com', 'a/b/c', 'v1'],
    ['registry:5000/shop', 'registry:5000', 'shop', 'latest'],
    ['registry:5000/shop:1', 'registry:5000', 'shop', '1'],
    ['localhost/shop:1', 'localhost', 'shop', '1'],
    ['127.0.0.1:5000/shop:1', '127.0.0.1:5000', 'shop', '1'],
    ['[::1]:5000/shop:1', '[::1]:5000', 'shop', '1'],
    ['a__b/c--d.e_f:_x.Y-1', 'docker.io', 'a__b/c--d.e_f', '_x.Y-1'],
    [`shop:${'1'.repeat(128)}`, 'docker.io', 'library/shop', '1'.repeat(128)],
  ])('%s', (image, registry, repository, value) => {
    expect(parseImageReference(image)).toEqual({
      registry,
      repository,
      version: { type: 'tag', value },
    });
  });

  it.each([`ghcr.io/team/shop@${DIGEST}`, `ghcr.io/team/shop:1@${DIGEST}`])(
    '%s',
    image => {
      expect(parseImageReference(image)).toEqual({
        registry: 'ghcr.io',
        repository: 'team/shop',
        version: { type: 'digest', value: DIGEST },
      });
    },
  );

  it.each([
    '',
    ':1',
    'Shop',
    'shop:',
    'shop:-1',
    `shop:${'1'.repeat(129)}`,
    'shop:1/..',
    'shop@sha256:abc',
    `shop@${DIGEST}@${DIGEST}`,
    'a//b',
    '/shop',
    'a.b/',
    'a.b/../secret',
    'a.b/shop?x=1',
    'a.b/shop#x',
    'user:word@a.b/shop',
    'https://a.b/shop',
    'a b.c/shop',
  ])('"%s" is no image', image => {
    expect(parseImageReference(image)).toBeUndefined();
  });
});

it('canonicalRegistry gives Docker Hub one name, and others theirs', () => {
  expect(canonicalRegistry('registry-1.docker.io')).toBe('docker.io');
  expect(canonicalRegistry('GHCR.io')).toBe('ghcr.io');
});

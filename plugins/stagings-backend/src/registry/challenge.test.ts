import { mayAskRealm, parseChallenges, tokenAddress } from './challenge';

describe('parseChallenges', () => {
  it.each([
    ['', []],
    ['Basic realm="Registry"', [['basic', { realm: 'Registry' }]]],
    [
      'Bearer realm="https://a.b/token",service="a.b",scope="repository:s:pull,push"',
      [
        [
          'bearer',
          {
            realm: 'https://a.b/token',
            service: 'a.b',
            scope: 'repository:s:pull,push',
          },
        ],
      ],
    ],
    [
      'bearer Realm = "https://a.b/token" , service=a.b',
      [['bearer', { realm: 'https://a.b/token', service: 'a.b' }]],
    ],
    [
      'Negotiate, Basic realm="say \\"x\\"", Bearer realm="https://a.b"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'say "x"' }],
        ['bearer', { realm: 'https://a.b' }],
      ],
    ],
    ['Bearer realm="unclosed', [['bearer', {}]]],
    ['"', []],
  ])('%s', (header, expected) => {
    expect(
      parseChallenges(header).map(({ scheme, parameters }) => [
        scheme,
        parameters,
      ]),
    ).toEqual(expected);
  });
});

describe('tokenAddress', () => {
  const bearer = (parameters: Record<string, string>) =>
    tokenAddress({ scheme: 'bearer', parameters }, 'team/shop')?.href;

  it('asks for no more than to pull, whatever the server asks for', () => {
    expect(
      bearer({
        realm: 'https://a.b/token?account=x',
        service: 'a b',
        scope: 'registry:catalog:*',
      }),
    ).toBe(
      'https://a.b/token?account=x&service=a+b&scope=repository%3Ateam%2Fshop%3Apull',
    );
  });

  it.each<Record<string, string>>([{}, { realm: 'Registry' }])(
    'has none for %j',
    parameters => {
      expect(bearer(parameters)).toBeUndefined();
    },
  );
});

describe('mayAskRealm', () => {
  const LISTED = ['listed.example.net', 'listed.example.net:8443'];

  it.each([
    ['https://ghcr.io', 'https://ghcr.io/token', true],
    ['https://registry.gitlab.com', 'https://gitlab.com/jwt/auth', true],
    ['https://registry-1.docker.io', 'https://auth.docker.io/token', true],
    ['https://example.com', 'https://auth.example.com/token', true],
    ['https://r.example.com', 'https://listed.example.net/token', true],
    ['https://r.example.com', 'https://listed.example.net:8443/token', true],
    ['http://127.0.0.1:5000', 'http://127.0.0.1:5000/token', true],
    ['https://r.example.com', 'http://r.example.com/token', false],
    ['https://r.example.com', 'http://listed.example.net/token', false],
    ['https://r.example.com', 'https://evil.example.org/token', false],
    ['https://r.example.com', 'https://evilexample.com/token', false],
    ['https://ghcr.io', 'https://evil.io/token', false],
    ['https://10.0.0.5', 'https://1.0.0.5/token', false],
    ['https://localhost:5000', 'https://evil.example.org/token', false],
    ['http://127.0.0.1:5000', 'http://127.0.0.1:9000/token', false],
    ['http://127.0.0.1:5000', 'http://169.254.169.254/token', false],
    ['https://r.example.com', 'file:///etc/passwd', false],
  ])('%s may send to %s: %s', (origin, realm, allowed) => {
    expect(
      mayAskRealm(
        new URL(realm),
        { host: new URL(origin).host, origin },
        host => LISTED.includes(host),
      ),
    ).toBe(allowed);
  });
});

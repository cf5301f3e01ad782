import { setTimeout as sleep } from 'node:timers/promises';
import { RegistryConfig } from '../config/types';
import { FakeRegistry } from './__testUtils__/FakeRegistry';
import { RegistryImageLookUp } from './RegistryImageLookUp';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const credentials = { username: 'ci', password: 'hush' };
const BASIC = `Basic ${Buffer.from('ci:hush').toString('base64')}`;

describe('RegistryImageLookUp', () => {
  let registry: FakeRegistry;
  let time: number;

  beforeEach(async () => {
    registry = new FakeRegistry();
    await registry.start();
    registry.images.set('team/shop:1', DIGEST);
    time = 0;
  });
  afterEach(() => registry.stop());

  function lookUpOf(config: Partial<RegistryConfig> = {}) {
    return new RegistryImageLookUp(
      [{ host: registry.host, insecure: true, ...config }],
      () => time,
    );
  }

  const image = (tag = '1') => `${registry.host}/team/shop:${tag}`;
  const HEAD = 'HEAD /v2/team/shop/manifests/1';

  it('finds what was pushed, and its digest', async () => {
    await expect(lookUpOf().lookUp(image())).resolves.toEqual({
      state: 'exists',
      digest: DIGEST,
    });
    expect(registry.requests).toEqual([HEAD]);
  });

  it('knows what is missing', async () => {
    await expect(lookUpOf().lookUp(image('2'))).resolves.toEqual({
      state: 'missing',
    });
  });

  it.each(['{host}/team/shop:1', 'team/shop:1', 'no image at all'])(
    'asks nobody about %s where its registry is not listed',
    async name => {
      const lookUp = lookUpOf({ host: 'registry.example.com' });
      await expect(
        lookUp.lookUp(name.replace('{host}', registry.host)),
      ).resolves.toEqual({ state: 'notListed' });
      expect(registry.requests).toEqual([]);
    },
  );

  it.each([301, 307, 400, 403, 429, 500, 503])(
    'takes %s for no answer, and follows no redirect',
    async status => {
      registry.intercept = (_, res) => {
        res.writeHead(status, { location: '/v2/elsewhere' }).end();
        return true;
      };
      await expect(lookUpOf({ credentials }).lookUp(image())).resolves.toEqual({
        state: 'unverified',
        reason: `${registry.host} answers ${status}`,
      });
      expect(registry.requests).toEqual([HEAD]);
    },
  );

  it('leaves a registry alone for a moment that cannot be reached', async () => {
    const { host } = registry;
    const lookUp = lookUpOf();
    await registry.stop();
    const expected = {
      state: 'unverified',
      reason: `${host} cannot be asked (ECONNREFUSED)`,
    };
    await expect(lookUp.lookUp(`${host}/a:1`)).resolves.toEqual(expected);
    registry = new FakeRegistry();
    await registry.start();
    await expect(lookUp.lookUp(`${host}/b:1`)).resolves.toEqual(expected);
  });

  it('waits five seconds at most', async () => {
    registry.intercept = () => true;
    const since = Date.now();
    await expect(lookUpOf().lookUp(image())).resolves.toEqual({
      state: 'unverified',
      reason: `${registry.host} did not answer within 5 s`,
    });
    expect(Date.now() - since).toBeLessThan(7_000);
  }, 15_000);

  describe('remembers', () => {
    it('for five minutes what exists', async () => {
      const lookUp = lookUpOf();
      await lookUp.lookUp(image());
      registry.images.clear();
      time = 299_999;
      await expect(lookUp.lookUp(image())).resolves.toMatchObject({
        state: 'exists',
      });
      time = 300_000;
      await expect(lookUp.lookUp(image())).resolves.toEqual({
        state: 'missing',
      });
    });

    it('for two seconds what is missing', async () => {
      const lookUp = lookUpOf();
      await lookUp.lookUp(image('2'));
      registry.images.set('team/shop:2', DIGEST);
      time = 1_999;
      await expect(lookUp.lookUp(image('2'))).resolves.toEqual({
        state: 'missing',
      });
      time = 2_000;
      await expect(lookUp.lookUp(image('2'))).resolves.toMatchObject({
        state: 'exists',
      });
    });
  });

  it('asks once what several want to know at the same time', async () => {
    const lookUp = lookUpOf();
    await Promise.all([1, 2, 3].map(() => lookUp.lookUp(image())));
    expect(registry.requests).toEqual([HEAD]);
  });

  it('asks for eight images at a time', async () => {
    registry.intercept = async () => {
      await sleep(20);
      return false;
    };
    const lookUp = lookUpOf();
    const tags = Array.from({ length: 30 }, (_, index) => `${index}`);
    const states = await Promise.all(
      tags.map(tag => lookUp.lookUp(image(tag))),
    );

    expect(states.map(({ state }) => state)).toEqual(
      tags.map(tag => (tag === '1' ? 'exists' : 'missing')),
    );
    expect(registry.most).toBe(8);
  });

  describe('of a registry that wants to know who asks', () => {
    const TOKEN_PATH =
      '/token?service=shop&scope=repository%3Ateam%2Fshop%3Apull';

    function wantBearer(
      answer: object,
      realm = `http://${registry.host}/token`,
    ) {
      registry.intercept = (req, res) => {
        if (req.url?.startsWith('/token')) {
          res.end(JSON.stringify(answer));
          return true;
        }
        if (req.headers.authorization === 'Bearer secret') return false;
        res.setHeader(
          'www-authenticate',
          `Bearer realm="${realm}",service="shop"`,
        );
        res.writeHead(401).end();
        return true;
      };
    }

    it.each(['token', 'access_token'])(
      'gets a token by the field %s, and keeps it as long as it lasts',
      async field => {
        wantBearer({ [field]: 'secret', expires_in: 300 });
        const lookUp = lookUpOf();
        await expect(lookUp.lookUp(image())).resolves.toMatchObject({
          state: 'exists',
        });
        await lookUp.lookUp(image('2'));
        time = 300_000;
        await lookUp.lookUp(image('3'));

        const token = `GET ${TOKEN_PATH}`;
        const path = '/v2/team/shop/manifests';
        expect(registry.requests).toEqual([
          HEAD,
          token,
          `${HEAD} Bearer secret`,
          `HEAD ${path}/2 Bearer secret`,
          `HEAD ${path}/3`,
          token,
          `HEAD ${path}/3 Bearer secret`,
        ]);
      },
    );

    it('gives the credentials to the token service alone', async () => {
      wantBearer({ token: 'secret' });
      await lookUpOf({ credentials }).lookUp(image());
      expect(registry.requests).toEqual([
        HEAD,
        `GET ${TOKEN_PATH} ${BASIC}`,
        `${HEAD} Bearer secret`,
      ]);
    });

    it('asks no token service elsewhere', async () => {
      const elsewhere = new FakeRegistry();
      await elsewhere.start();
      wantBearer({ token: 'secret' }, `http://${elsewhere.host}/token`);
      await expect(lookUpOf({ credentials }).lookUp(image())).resolves.toEqual({
        state: 'unverified',
        reason: `${registry.host} sends to the token service http://${elsewhere.host}, which is neither listed nor of the same site`,
      });
      expect(elsewhere.requests).toEqual([]);
      await elsewhere.stop();
    });

    it('tries a token that is refused once', async () => {
      wantBearer({ token: 'wrong' });
      await expect(lookUpOf().lookUp(image())).resolves.toEqual({
        state: 'unverified',
        reason: `${registry.host} answers 401`,
      });
      expect(registry.requests).toHaveLength(3);
    });

    it('says that the token service gives none', async () => {
      wantBearer({ token: '' });
      await expect(lookUpOf().lookUp(image())).resolves.toEqual({
        state: 'unverified',
        reason: `the token service of ${registry.host} gives no token`,
      });
    });

    function wantBasic() {
      registry.intercept = (req, res) => {
        if (req.headers.authorization === BASIC) return false;
        res.setHeader('www-authenticate', 'Basic realm="Registry"');
        res.writeHead(401).end();
        return true;
      };
    }

    it('signs in by name and password', async () => {
      wantBasic();
      const lookUp = lookUpOf({ credentials });
      await expect(lookUp.lookUp(image())).resolves.toMatchObject({
        state: 'exists',
      });
      expect(registry.requests).toEqual([HEAD, `${HEAD} ${BASIC}`]);
    });

    it('says that it has no credentials', async () => {
      wantBasic();
      await expect(lookUpOf().lookUp(image())).resolves.toEqual({
        state: 'unverified',
        reason: `${registry.host} wants credentials, and none are configured`,
      });
    });
  });
});

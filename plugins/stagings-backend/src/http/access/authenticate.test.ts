import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { CallerConfig } from '../../config/types';
import { AnyRequest, authenticate, findGrant } from './authenticate';

const callers: CallerConfig[] = [
  { subject: 'external:*', templates: ['any'] },
  { subject: 'external:ci-*', templates: ['ci'] },
  { subject: 'external:ci-shop', templates: ['shop'] },
  { subject: 'plugin:scaffolder' },
];

describe('findGrant', () => {
  it.each([
    ['external:ci-shop', 'external:ci-shop'],
    ['external:ci-cart', 'external:ci-*'],
    ['external:ci-shop-2', 'external:ci-*'],
    ['external:other', 'external:*'],
    ['plugin:scaffolder', 'plugin:scaffolder'],
    ['plugin:scaffolder-2', undefined],
    ['plugin:catalog', undefined],
  ])('%s gets %s', (subject, found) => {
    expect(findGrant(callers, subject)?.subject).toBe(found);
  });
});

describe('authenticate', () => {
  const services = {
    auth: mockServices.auth(),
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.none(),
    }),
  };
  const callWith = (authorization?: string) =>
    authenticate(services, callers, {
      headers: { authorization },
    } as AnyRequest);

  it('knows a user', async () => {
    const header = mockCredentials.user.header('user:default/ann');
    await expect(callWith(header)).resolves.toMatchObject({
      type: 'user',
      actor: 'user:default/ann',
    });
  });

  it('knows a service with what the configuration grants it', async () => {
    const header = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('external:ci-shop'),
      targetPluginId: 'test',
    });
    await expect(callWith(header)).resolves.toMatchObject({
      type: 'service',
      actor: 'external:ci-shop',
      grant: { templates: ['shop'] },
    });
  });

  it('refuses a service that is not listed', async () => {
    const header = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('plugin:catalog'),
      targetPluginId: 'test',
    });
    await expect(callWith(header)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining("'plugin:catalog'"),
    });
  });

  it('refuses whoever shows nothing', async () => {
    await expect(callWith()).rejects.toMatchObject({
      name: 'AuthenticationError',
    });
  });
});

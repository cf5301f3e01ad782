import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Caller } from '../../service/caller';
import { Administrators, AdministratorsOptions } from './Administrators';

const ada: Caller = {
  type: 'user',
  actor: 'user:default/ada',
  credentials: mockCredentials.user('user:default/ada'),
};
const ci: Caller = {
  type: 'service',
  actor: 'external:ci',
  credentials: mockCredentials.service('external:ci'),
  grant: { subject: 'external:ci' },
};

function administrators(given: Partial<AdministratorsOptions>) {
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async () => ({
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada', 'group:default/Platform'],
    }),
  });
  const permissions = mockServices.permissions.mock({
    authorize: async () => [{ result: AuthorizeResult.ALLOW }],
  });
  const options = {
    permissions,
    userInfo,
    policyDecides: false,
    admins: [],
    now: () => 0,
    ...given,
  };
  return { of: new Administrators(options), userInfo };
}

describe('while the portal asks no policy', () => {
  it.each<[string[], boolean]>([
    [[], false],
    [['user:default/ada'], true],
    [['group:default/platform'], true],
    [['group:default/web'], false],
  ])('of the administrators %j, Ada is one: %s', async (admins, expected) => {
    await expect(administrators({ admins }).of.include(ada)).resolves.toBe(
      expected,
    );
  });

  it('does not ask for the same groups at each request', async () => {
    const { of, userInfo } = administrators({ admins: ['group:default/web'] });
    await of.include(ada);
    await of.include(ada);
    expect(userInfo.getUserInfo).toHaveBeenCalledTimes(1);
  });
});

describe('while the policy decides', () => {
  it.each([
    [AuthorizeResult.ALLOW, true],
    [AuthorizeResult.DENY, false],
  ])('its answer counts, and not the list: %s', async (result, expected) => {
    const permissions = mockServices.permissions.mock({
      authorize: async () => [{ result }] as never,
    });
    const { of } = administrators({
      policyDecides: true,
      permissions,
      admins: expected ? [] : ['user:default/ada'],
    });
    await expect(of.include(ada)).resolves.toBe(expected);
  });
});

it.each([true, false])(
  'a service never is one (policy decides: %s)',
  async policyDecides => {
    const { of } = administrators({ policyDecides, admins: ['external:ci'] });
    await expect(of.include(ci)).resolves.toBe(false);
    await expect(of.require(ci)).rejects.toThrow('Only administrators');
  },
);

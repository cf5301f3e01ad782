import { stagingConditions } from './conditions';
import { StagingResource, StagingSelector } from './resource';
import { stagingRules } from './rules';

const staging: StagingResource = {
  id: '1',
  entityRef: 'component:default/shop',
  owners: ['group:default/shop-team'],
  createdBy: 'user:default/ada',
  template: 'web',
  cluster: 'staging',
};

const { isEntityOwner, isCreator, hasTemplate, hasCluster } = stagingRules;

describe('rules on stagings', () => {
  it.each<[string, boolean, boolean]>([
    [
      'IS_ENTITY_OWNER',
      isEntityOwner.apply(staging, { claims: ['group:default/shop-team'] }),
      isEntityOwner.apply(staging, { claims: ['group:default/other'] }),
    ],
    [
      'IS_CREATOR',
      isCreator.apply(staging, { users: ['user:default/ada'] }),
      isCreator.apply(staging, { users: ['user:default/finn'] }),
    ],
    [
      'HAS_TEMPLATE',
      hasTemplate.apply(staging, { templates: ['plain', 'web'] }),
      hasTemplate.apply(staging, { templates: ['plain'] }),
    ],
    [
      'HAS_CLUSTER',
      hasCluster.apply(staging, { clusters: ['staging'] }),
      hasCluster.apply(staging, { clusters: [] }),
    ],
  ])('%s holds for what it names, and for nothing else', (_, holds, fails) => {
    expect(holds).toBe(true);
    expect(fails).toBe(false);
  });

  it('gives no ownership of a component that is gone from the catalog', () => {
    expect(
      isEntityOwner.apply({ ...staging, owners: [] }, { claims: [] }),
    ).toBe(false);
  });

  it.each<[unknown, StagingSelector]>([
    [isEntityOwner.toQuery({ claims: ['a'] }), { ownedBy: ['a'] }],
    [isCreator.toQuery({ users: ['a'] }), { createdBy: ['a'] }],
    [hasTemplate.toQuery({ templates: ['a'] }), { templates: ['a'] }],
    [hasCluster.toQuery({ clusters: ['a'] }), { clusters: ['a'] }],
  ])('selects %j for lists', (query, selector) => {
    expect(query).toEqual(selector);
  });
});

describe('conditions for policies', () => {
  it('names rule, resource type and parameters', () => {
    expect(
      stagingConditions.isCreator({ users: ['user:default/ada'] }),
    ).toEqual({
      rule: 'IS_CREATOR',
      resourceType: 'staging',
      params: { users: ['user:default/ada'] },
    });
  });
});

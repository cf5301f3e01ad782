import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { StagingSelector } from 'backstage-plugin-stagings-node';
import { AccessFilter } from '../../model/access';
import { toAccessFilter } from './conditions';

const owned: Record<string, string[]> = {
  'group:default/a': ['component:default/shop'],
  'group:default/b': [],
};
const ownedBy = async (claims: string[]) =>
  claims.flatMap(claim => owned[claim] ?? []);

describe('toAccessFilter', () => {
  it.each<[PermissionCriteria<StagingSelector>, AccessFilter]>([
    [{ createdBy: ['user:default/ann'] }, { createdBy: ['user:default/ann'] }],
    [{ templates: ['web'] }, { templates: ['web'] }],
    [{ clusters: ['blue'] }, { clusters: ['blue'] }],
    [
      { ownedBy: ['group:default/a'] },
      { entityRefs: ['component:default/shop'] },
    ],
    [{ ownedBy: ['group:default/b'] }, { entityRefs: [] }],
    [{ not: { templates: ['web'] } }, { not: { templates: ['web'] } }],
    [
      {
        anyOf: [
          { allOf: [{ ownedBy: ['group:default/a'] }, { templates: ['web'] }] },
          { not: { ownedBy: ['group:default/b'] } },
        ],
      },
      {
        anyOf: [
          {
            allOf: [
              { entityRefs: ['component:default/shop'] },
              { templates: ['web'] },
            ],
          },
          { not: { entityRefs: [] } },
        ],
      },
    ],
  ])('%j', async (criteria, filter) => {
    await expect(toAccessFilter(criteria, ownedBy)).resolves.toEqual(filter);
  });
});

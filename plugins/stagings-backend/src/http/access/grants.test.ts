import { CallerAction, CallerConfig } from '../../config/types';
import { AccessFilter } from '../../model/access';
import { grantAllows, grantFilter } from './grants';

const shop = { entityRef: 'component:default/shop', template: 'web' };
type Limits = Omit<CallerConfig, 'subject'>;

describe('grantAllows', () => {
  it.each<[Limits, CallerAction, boolean]>([
    [{}, 'delete', true],
    [{ actions: ['read', 'create'] }, 'create', true],
    [{ actions: ['read', 'create'] }, 'delete', false],
    [{ actions: [] }, 'read', false],
    [{ components: ['component:default/shop'] }, 'update', true],
    [{ components: ['component:default/cart'] }, 'update', false],
    [{ templates: ['web'] }, 'update', true],
    [{ templates: ['job'] }, 'update', false],
    [
      { components: ['component:default/shop'], templates: ['job'] },
      'update',
      false,
    ],
  ])('%j: %s %s', (limits, action, allowed) => {
    const grant = { subject: 'external:ci', ...limits };
    expect(grantAllows(grant, action, shop)).toBe(allowed);
  });
});

describe('grantFilter', () => {
  it.each<[Limits, AccessFilter]>([
    [{}, { allOf: [] }],
    [{ actions: ['create'] }, { anyOf: [] }],
    [{ actions: ['read'] }, { allOf: [] }],
    [
      { components: ['component:default/shop'], templates: ['web'] },
      {
        allOf: [
          { entityRefs: ['component:default/shop'] },
          { templates: ['web'] },
        ],
      },
    ],
    [{ components: [] }, { allOf: [{ entityRefs: [] }] }],
  ])('%j', (limits, filter) => {
    expect(grantFilter({ subject: 'external:ci', ...limits })).toEqual(filter);
  });
});

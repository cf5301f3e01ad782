import { resourcePath, resourceTypesPath, withQuery } from './requestPath';

const roles = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  plural: 'roles',
};
const pods = { group: '', version: 'v1', plural: 'pods' };

it.each([
  [resourcePath(pods), '/api/v1/pods'],
  [resourcePath(pods, 'shop'), '/api/v1/namespaces/shop/pods'],
  [
    resourcePath(pods, 'shop', 'web', 'log'),
    '/api/v1/namespaces/shop/pods/web/log',
  ],
  [
    resourcePath(roles, 'shop', 'My:Role'),
    '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/roles/My%3ARole',
  ],
  [
    resourcePath(pods, '../x', 'a/b?c'),
    '/api/v1/namespaces/..%2Fx/pods/a%2Fb%3Fc',
  ],
  [resourceTypesPath('v1'), '/api/v1'],
  [resourceTypesPath('apps/v1'), '/apis/apps/v1'],
  [withQuery('/x', { a: undefined }), '/x'],
  [
    withQuery('/x', { labelSelector: 'a in (b)', limit: 5 }),
    '/x?labelSelector=a+in+%28b%29&limit=5',
  ],
])('%s', (path, expected) => {
  expect(path).toBe(expected);
});

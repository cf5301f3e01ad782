import {
  PreviewObject,
  StagingPreview,
} from 'backstage-plugin-stagings-common';

/** An object that a preview would create. */
export function previewObject(
  differences: Partial<PreviewObject> = {},
): PreviewObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'web',
    namespace: 'stg-shop-redesign-k3v7q',
    action: 'create',
    yaml: 'kind: Deployment\n',
    ...differences,
  };
}

/** What a preview of a new staging answers. */
export function previewAnswer(
  differences: Partial<StagingPreview> = {},
): StagingPreview {
  return {
    name: 'shop-redesign-k3v7q',
    cluster: 'staging',
    namespace: 'stg-shop-redesign-k3v7q',
    host: 'shop-redesign-k3v7q.stagings.example.com',
    links: [],
    objects: [previewObject()],
    images: [{ image: 'shop:1.2.9', state: 'exists' }],
    hooks: [],
    problems: [],
    notes: [],
    ...differences,
  };
}

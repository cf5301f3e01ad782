import { JsonObject } from '@backstage/types';
import { OverrideKey } from 'backstage-plugin-stagings-common';
import { withTemplateValues } from './templateKeys';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop' },
};

const tag: OverrideKey = {
  key: 'image.tag',
  path: ['image', 'tag'],
  type: 'string',
  description: 'Which version.',
  default: 'latest',
  setBy: 'chart',
};
const env: OverrideKey = {
  key: 'env',
  path: ['env'],
  type: 'object',
  default: {},
  setBy: 'chart',
};

function merged(values: JsonObject) {
  const variables = { entity, baseDomain: 'example.com' };
  return withTemplateValues([tag, env], values, variables);
}

it.each<[string, JsonObject, OverrideKey[]]>([
  ['nothing that the template leaves alone', {}, [tag, env]],
  [
    'a value',
    { image: { tag: 'v1' } },
    [{ ...tag, default: 'v1', setBy: 'template' }, env],
  ],
  [
    'a value that the component decides',
    { image: { tag: 'for-${{ entity.metadata.name }}' } },
    [{ ...tag, default: 'for-shop', setBy: 'template' }, env],
  ],
  [
    'a value that only a deploy knows, by its expression',
    { image: { tag: '${{ parameters.version }}' } },
    [
      {
        key: 'image.tag',
        path: ['image', 'tag'],
        type: 'string',
        description: 'Which version.',
        expression: '${{ parameters.version }}',
        setBy: 'template',
      },
      env,
    ],
  ],
  [
    'a value within a map that has no keys of its own',
    { env: { MODE: 'staging' } },
    [
      tag,
      {
        key: 'env.MODE',
        path: ['env', 'MODE'],
        type: 'string',
        default: 'staging',
        setBy: 'template',
      },
    ],
  ],
  [
    'no value of what looks like a secret',
    { adminPassword: 'hunter22', auth: { apiKey: 'k' } },
    [
      tag,
      env,
      {
        key: 'adminPassword',
        path: ['adminPassword'],
        setBy: 'template',
      },
      { key: 'auth.apiKey', path: ['auth', 'apiKey'], setBy: 'template' },
    ],
  ],
  [
    'a value that the template removes',
    { image: { tag: null } },
    [{ ...tag, default: null, setBy: 'template' }, env],
  ],
])('shows %s', (_, values, expected) => {
  expect(merged(values)).toEqual(expected);
});

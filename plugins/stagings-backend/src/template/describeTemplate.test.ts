import { TemplateConfig } from '../config/types';
import { describeTemplate } from './describeTemplate';

const template: TemplateConfig = {
  name: 'web',
  title: 'Web service',
  cluster: 'staging',
  source: {
    renderer: 'helm',
    chart: { from: 'disk', path: '/charts/web' },
    values: { key: 'hidden' },
  },
  parameters: {
    type: 'object',
    properties: { title: { default: 'The ${{ entity.metadata.name }}' } },
  },
  links: [],
  adopt: 'never',
  allowClusterScoped: [],
  allowClusterRoles: [],
  prune: { maxShare: 0.5, allow: [] },
  timeouts: { deploy: 1000 },
};

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop' },
};

it('publishes what people need, and nothing of paths and values', () => {
  expect(
    describeTemplate(template, { entity, baseDomain: 'example.com' }),
  ).toEqual({
    name: 'web',
    title: 'Web service',
    renderer: 'helm',
    cluster: 'staging',
    baseDomain: 'example.com',
    parameters: {
      type: 'object',
      properties: { title: { default: 'The shop' } },
    },
  });
});

it('says why it cannot be used', () => {
  const problem = 'helm is not installed';
  expect(
    describeTemplate(template, { entity, baseDomain: 'example.com', problem }),
  ).toMatchObject({ problem });
});

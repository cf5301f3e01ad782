import { resolve } from 'node:path';
import { SuiteConfig } from '../e2e-tests/harness/portalConfig';

/** Exists before its stagings, and is theirs together: removing it removes all of them at once. */
export const SHARED_NAMESPACE = 'stagings-bench';
/** The template of ten objects, one of them a deployment of one pod. */
export const TEN_OBJECTS = 'ten-objects';
export const COMPONENTS = [
  'component:default/shop',
  'component:default/search',
  'component:default/storefront',
];

const tenObjects = {
  name: TEN_OBJECTS,
  title: TEN_OBJECTS,
  cluster: 'target',
  namespace: SHARED_NAMESPACE,
  manifests: { path: resolve(__dirname, 'templates/ten-objects') },
  parameters: { type: 'object' },
};

/** The suite's configuration, cut down to what is measured. */
export function benchConfig(config: SuiteConfig): object {
  const { stagings, kubernetes } = config;
  const isTarget = ({ name }: { name: string }) => name === 'target';
  return {
    ...config,
    kubernetes: {
      ...kubernetes,
      clusterLocatorMethods: kubernetes.clusterLocatorMethods.map(method => ({
        ...method,
        clusters: method.clusters.filter(isTarget),
      })),
    },
    stagings: {
      ...stagings,
      clusters: { target: stagings.clusters.target },
      templates: [
        ...stagings.templates.filter(({ name }) => name === 'web'),
        tenObjects,
      ],
    },
  };
}

import { Environment } from '@marcbachmann/cel-js';

/**
 * The language of templates: CEL with the variables that a staging has. Anything else is unknown, which
 * is found when the config is read.
 */
export const environment = new Environment({
  homogeneousAggregateLiterals: false,
  enableOptionalTypes: true,
  limits: { maxAstNodes: 1000, maxDepth: 64 },
})
  .registerVariable({
    name: 'staging',
    schema: {
      id: 'string',
      name: 'string',
      host: 'string',
      namespace: 'string',
    },
  })
  .registerVariable({
    name: 'source',
    schema: { branch: 'string', commit: 'string', shortCommit: 'string' },
  })
  .registerVariable('entity', 'map')
  .registerVariable('parameters', 'map')
  .registerVariable('baseDomain', 'string');

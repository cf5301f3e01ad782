/**
 * What other backends' modules build on: extension points for health rules, renderers and cluster access of
 * the Stagings plugin, and its permission rules and conditions for policies.
 *
 * @packageDocumentation
 */

export * from './clusters';
export * from './health';
export * from './kubernetes';
export * from './permissions';
export * from './renderers';

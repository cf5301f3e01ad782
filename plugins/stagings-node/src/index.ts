/**
 * Permission rules and conditions of the Stagings plugin, for policies and other backends' modules.
 *
 * @packageDocumentation
 */

export * from './permissions';

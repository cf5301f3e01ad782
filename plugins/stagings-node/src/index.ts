/**
 * Extension points and permission rules of the Stagings backend, for other backends' modules.
 *
 * @packageDocumentation
 */

export * from './permissions';

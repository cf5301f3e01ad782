/**
 * Backend of the Stagings plugin.
 *
 * @packageDocumentation
 */

export { stagingsPlugin as default } from './plugin';

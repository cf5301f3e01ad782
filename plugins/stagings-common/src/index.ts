/**
 * Types, permissions and API client shared by the Stagings plugins.
 *
 * @packageDocumentation
 */

export * from './client/StagingsClient';
export * from './naming';
export * from './operation';
export * from './permissions';
export * from './requests';
export * from './resource';
export * from './staging';
export * from './template';

/**
 * Types, permissions and API client shared by the Stagings plugins.
 *
 * @packageDocumentation
 */

export * from './client/StagingsClient';
export * from './cluster';
export * from './event';
export * from './limit';
export * from './naming';
export * from './operation';
export * from './overrideKeys';
export * from './permissions';
export * from './preview';
export * from './requests';
export * from './resource';
export * from './revision';
export * from './staging';
export * from './template';

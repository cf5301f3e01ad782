export { checkPolicy } from './checkPolicy';
export type { PolicyOptions, Violation } from './types';

export { imagesOf } from './imagesOf';
export { normalise } from './normalise';
export { parseManifests } from './parseManifests';
export type { Scope } from './types';

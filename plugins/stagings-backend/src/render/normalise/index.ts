export { imagesOf } from './imagesOf';
export { normalise } from './normalise';
export { parseManifests } from './parseManifests';
export { requireReadable } from './requireReadable';
export type { Scope } from './types';

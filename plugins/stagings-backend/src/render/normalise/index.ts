export { imagesOf } from './imagesOf';
export { normalise } from './normalise';
export { parseManifests } from './parseManifests';
export type { NormalisedRender, NormaliseOptions, Scope } from './types';

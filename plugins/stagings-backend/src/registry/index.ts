export { RegistryImageLookUp } from './RegistryImageLookUp';
export type { ImageLookUp, ImageState } from './types';
export { TtlCache } from './TtlCache';

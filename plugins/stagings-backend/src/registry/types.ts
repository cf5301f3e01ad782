/** What is known of an image before anything pulls it. */
export type ImageState =
  | {
      state: 'exists';
      /** Digest of what the reference stands for now, where the registry tells it: `sha256:...`. */
      digest?: string;
    }
  | { state: 'missing' }
  /** The registry was asked and gave no answer that says yes or no. */
  | { state: 'unverified'; reason: string }
  /** Its registry is not configured, so nobody was asked. */
  | { state: 'notListed' };

/** Finds out whether images exist. */
export interface ImageLookUp {
  /** @param image - as manifests name it, for example `registry.example.com/shop:1.2.0` */
  lookUp(image: string): Promise<ImageState>;
}

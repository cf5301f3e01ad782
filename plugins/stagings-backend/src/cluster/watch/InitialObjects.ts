import { identityKey, identityOf, KubeObject } from '../../model/kubeObject';
import { WatchFrame } from './frames';

/** Gathers the objects that a watch streams before it has caught up. */
export class InitialObjects {
  private readonly byIdentity = new Map<string, KubeObject>();

  constructor(private readonly project: (object: KubeObject) => KubeObject) {}

  /** Answers the resourceVersion of the complete set when this frame completes it. */
  add(frame: WatchFrame): string | undefined {
    if (frame.type === 'BOOKMARK') {
      return frame.initialEventsEnd ? frame.resourceVersion : undefined;
    }
    if (frame.type !== 'ERROR') {
      const key = identityKey(identityOf(frame.object));
      if (frame.type === 'DELETED') {
        this.byIdentity.delete(key);
      } else {
        this.byIdentity.set(key, this.project(frame.object));
      }
    }
    return undefined;
  }

  objects(): KubeObject[] {
    return [...this.byIdentity.values()];
  }
}

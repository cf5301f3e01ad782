import { identityKey, identityOf, KubeObject } from '../../model/kubeObject';
import { STAGING_LABEL } from '../../model/labels';

/** The watched objects of one cluster, by staging. */
export class LiveObjects {
  private readonly stagings = new Map<string, Map<string, KubeObject>>();

  of(staging: string): KubeObject[] {
    return [...(this.stagings.get(staging)?.values() ?? [])];
  }

  names(): string[] {
    return [...this.stagings.keys()];
  }

  /** Answers the name of the staging that the object belongs to. */
  put(object: KubeObject): string | undefined {
    const staging = object.metadata.labels?.[STAGING_LABEL];
    if (!staging) return undefined;
    const objects = this.stagings.get(staging) ?? new Map();
    objects.set(identityKey(identityOf(object)), object);
    this.stagings.set(staging, objects);
    return staging;
  }

  /** Answers the name of the staging that the object belonged to. */
  remove(object: KubeObject): string | undefined {
    const staging = object.metadata.labels?.[STAGING_LABEL];
    const objects = staging && this.stagings.get(staging);
    if (!objects) return undefined;
    objects.delete(identityKey(identityOf(object)));
    if (objects.size === 0) this.stagings.delete(staging);
    return staging;
  }

  /** Replaces all objects of one kind. Answers the names of the stagings that have, or had, some of them. */
  replace(
    apiVersion: string,
    kind: string,
    objects: KubeObject[],
  ): Set<string> {
    const touched = new Set<string>();
    for (const name of this.names()) {
      for (const object of this.of(name)) {
        if (object.apiVersion === apiVersion && object.kind === kind) {
          this.remove(object);
          touched.add(name);
        }
      }
    }
    for (const object of objects) {
      const name = this.put(object);
      if (name) touched.add(name);
    }
    return touched;
  }
}

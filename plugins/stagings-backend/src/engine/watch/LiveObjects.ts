import { identityKey, identityOf } from '../../model/kubeObject';
import { STAGING_LABEL } from '../../model/labels';
import { WatchedObject } from './project';

/** What a change of one object means for a staging. */
export interface Change {
  /** Name of the staging. */
  staging: string;
  /** Whether the object itself is another one than before, rather than only its status. */
  isEdited: boolean;
}

/** The watched objects of one cluster: by kind, as they come in, and by staging, as they are read. */
export class LiveObjects {
  private readonly stagings = new Map<string, Map<string, WatchedObject>>();
  private readonly kinds = new Map<string, Map<string, WatchedObject>>();

  of(staging: string): WatchedObject[] {
    return [...(this.stagings.get(staging)?.values() ?? [])];
  }

  names(): string[] {
    return [...this.stagings.keys()];
  }

  /** Answers the staging that the object belongs to; none where its label is missing. */
  put(object: WatchedObject): Change | undefined {
    const key = identityKey(identityOf(object));
    const known = this.ofKind(object).get(key);
    const staging = stagingOf(object);
    if (known && stagingOf(known) !== staging) this.remove(known);
    if (!staging) return undefined;
    this.ofKind(object).set(key, object);
    const objects = this.stagings.get(staging) ?? new Map();
    objects.set(key, object);
    this.stagings.set(staging, objects);
    return {
      staging,
      isEdited: known !== undefined && known.fingerprint !== object.fingerprint,
    };
  }

  /** Answers the staging that the object belonged to; none where it was not known. */
  remove(object: WatchedObject): Change | undefined {
    const key = identityKey(identityOf(object));
    const known = this.ofKind(object).get(key);
    const staging = known && stagingOf(known);
    if (!staging) return undefined;
    this.ofKind(object).delete(key);
    const objects = this.stagings.get(staging);
    objects?.delete(key);
    if (objects?.size === 0) this.stagings.delete(staging);
    return { staging, isEdited: known.fingerprint !== undefined };
  }

  namespace(name: string): WatchedObject | undefined {
    const kind = { apiVersion: 'v1', kind: 'Namespace' };
    const identity = { group: '', kind: kind.kind, namespace: '', name };
    return this.ofKind(kind).get(identityKey(identity));
  }

  /** What there is of a kind, in one namespace or in all. */
  listKind(
    apiVersion: string,
    kind: string,
    namespace?: string,
  ): WatchedObject[] {
    const objects = [...this.ofKind({ apiVersion, kind }).values()];
    return namespace === undefined
      ? objects
      : objects.filter(({ metadata }) => metadata.namespace === namespace);
  }

  private ofKind({
    apiVersion,
    kind,
  }: Pick<WatchedObject, 'apiVersion' | 'kind'>): Map<string, WatchedObject> {
    const key = `${apiVersion}/${kind}`;
    const known = this.kinds.get(key);
    if (known) return known;
    const objects = new Map<string, WatchedObject>();
    this.kinds.set(key, objects);
    return objects;
  }
}

function stagingOf(object: WatchedObject): string | undefined {
  return object.metadata.labels?.[STAGING_LABEL];
}

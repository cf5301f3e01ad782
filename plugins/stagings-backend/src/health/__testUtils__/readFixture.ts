import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KubeObject } from '../../model/kubeObject';

/** A state as a cluster reported it: the object, what it owns, and events. */
export interface Fixture {
  object: KubeObject;
  children: KubeObject[];
  events: KubeObject[];
  /** Milliseconds since the epoch when the object was made. */
  createdAt: number;
}

/** @param name - for example `pod/imagePullBackOff` */
export function readFixture(name: string): Fixture {
  const text = readFileSync(
    join(__dirname, '..', '__fixtures__', `${name}.yaml`),
    'utf8',
  );
  const [object, ...others] = parseAllDocuments(text).map(
    document => document.toJS() as KubeObject,
  );
  return {
    object: object!,
    children: others.filter(({ kind }) => kind !== 'Event'),
    events: others.filter(({ kind }) => kind === 'Event'),
    createdAt: Date.parse(object!.metadata.creationTimestamp ?? ''),
  };
}

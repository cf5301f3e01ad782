import { ClusterClient } from '../../../cluster/types';
import {
  describeObject,
  identityKey,
  identityOf,
  KubeObject,
} from '../../../model/kubeObject';
import { StagingRecord } from '../../../model/staging';
import { isOurs, refOf } from '../../apply/ownership';
import {
  isPodAnnotation,
  MintedObject,
  mintedObjects,
  withValuesOf,
} from './mintedFields';

/** What a render came to, and once more. */
export interface RenderedTwice {
  objects: KubeObject[];
  again: KubeObject[];
}

/**
 * Keeps the first value of what a template makes up at each render: a password that changes with each deploy would
 * lock the app out of its database, and a checksum over it restart the app. Annotations of pods are kept only where
 * the same revision is deployed again: they may stand for something that did change.
 *
 * @returns the objects, and a sentence for each that has kept something
 */
export async function keepMinted(
  { objects, again }: RenderedTwice,
  {
    staging,
    installation,
  }: {
    staging: Pick<StagingRecord, 'name' | 'revision' | 'deployedRevision'>;
    installation: string;
  },
  client: Pick<ClusterClient, 'get'>,
): Promise<{ objects: KubeObject[]; notices: string[] }> {
  const isRepeat = staging.deployedRevision === staging.revision;
  const minted = mintedObjects(objects, again).flatMap(({ object, fields }) => {
    const kept = fields.filter(path => isRepeat || !isPodAnnotation(path));
    return kept.length === 0 ? [] : [{ object, fields: kept }];
  });
  const replaced = new Map<string, KubeObject>();
  const notices: string[] = [];
  await Promise.all(
    minted.map(async one => {
      const live = await client.get(refOf(one.object));
      if (!live || !isOurs(live, staging, installation)) return;
      const key = identityKey(identityOf(one.object));
      replaced.set(key, withValuesOf(one.object, live, one.fields));
      notices.push(notice(one));
    }),
  );
  return {
    objects: objects.map(
      object => replaced.get(identityKey(identityOf(object))) ?? object,
    ),
    notices: notices.sort(),
  };
}

function notice({ object, fields }: MintedObject): string {
  const names = fields.map(path => path.join('.')).join(', ');
  return `${describeObject(
    identityOf(object),
  )} keeps the values that it has of ${names}: the template makes up new ones at each render`;
}

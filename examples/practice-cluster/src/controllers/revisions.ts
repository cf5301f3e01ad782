import { at } from '../model/json';
import { K } from '../model/kinds';
import {
  controlledBy,
  controllerOf,
  KubeObject,
  PodTemplate,
} from '../model/objects';
import { hashOf } from '../objects/names';
import { Cluster, MANAGER } from './controller';

/** The label that ties a pod to the revision of its template. */
export const REVISION_HASH = 'controller-revision-hash';

/** A template that a workload had or has. */
export type Revision = { name: string; template: PodTemplate };

/** The templates between which a workload moves. */
export type Revisions = { current: Revision; update: Revision };

/** The revisions of a workload; the one of its present template is recorded when it is new. */
export function revisionsOf(
  { objects }: Cluster,
  owner: KubeObject & { spec: { template: PodTemplate } },
  currentName: string | undefined,
): Revisions {
  const { namespace, name } = owner.metadata;
  const { template } = owner.spec;
  const update: Revision = {
    name: `${name}-${hashOf(template as never)}`,
    template,
  };
  const known = objects.store
    .list(K.controllerRevision, namespace)
    .filter(revision => controllerOf(revision)?.uid === owner.metadata.uid);
  if (!known.some(revision => revision.metadata.name === update.name)) {
    const latest = Math.max(
      0,
      ...known.map(revision => Number(revision.revision)),
    );
    const labels = {
      ...template.metadata?.labels,
      'controller.kubernetes.io/hash': update.name.slice(name.length + 1),
    };
    if (!objects.store.get(K.controllerRevision, namespace, update.name)) {
      objects.create(
        K.controllerRevision,
        {
          apiVersion: 'apps/v1',
          kind: 'ControllerRevision',
          metadata: {
            name: update.name,
            namespace,
            labels,
            ownerReferences: [controlledBy(owner)],
          },
          data: { spec: { template: structuredClone(template) } },
          revision: latest + 1,
        } as unknown as KubeObject,
        MANAGER,
      );
    }
  }
  const current = known.find(
    revision => revision.metadata.name === currentName,
  );
  const before =
    current &&
    (at(current, 'data', 'spec', 'template') as unknown as PodTemplate);
  return {
    update,
    current:
      before && currentName ? { name: currentName, template: before } : update,
  };
}

import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ResourceName,
  ResourceNode,
  StagingEvent,
} from 'backstage-plugin-stagings-common';
import { pipeline, Readable } from 'node:stream';
import { ApiError } from '../../cluster/errors';
import { recentEvents, resourceTree } from '../../health';
import {
  describeObject,
  identityKey,
  identityOf,
} from '../../model/kubeObject';

import { StagingRecord } from '../../model/staging';
import { ClusterView, PodLogRequest } from '../../model/clusterView';
import { objectText } from '../../plan/diff';
import { readInventory } from '../../store';
import { isOurs } from '../apply/ownership';
import { EngineContext } from '../context';
import { explainFailure } from '../failures/explain';
import { healthPolicy } from './healthPolicy';
import { readEvents, readLiveObjects } from './liveObjects';

/** Older ones say little about what is the matter now. */
const MAX_EVENTS = 200;

/** Reads from the cluster at the moment when somebody asks. */
export class EngineClusterView implements ClusterView {
  private readonly context: EngineContext;

  constructor(context: EngineContext) {
    this.context = context;
  }

  async resources(staging: StagingRecord): Promise<ResourceNode[]> {
    const { db, clusters, installation, now, known } = this.context;
    const inventory = await readInventory(db, staging.id);
    if (inventory.length === 0) return [];
    return this.translate(staging, async () => {
      const client = clusters.get(staging.cluster);
      const [live, events] = await Promise.all([
        readLiveObjects(client, staging, installation, inventory),
        readEvents(client, staging),
      ]);
      const present = new Set(
        live.map(object => identityKey(identityOf(object))),
      );
      // Hooks come and go: one that is not there is not missing.
      const shown = inventory.filter(
        entry => !entry.hook || present.has(identityKey(entry)),
      );
      const tree = resourceTree(shown, live, {
        now: now(),
        events,
        archived: staging.desired === 'archived',
        policy: healthPolicy(this.context, staging.cluster),
      });
      return (await known.of(staging)).deep(tree);
    });
  }

  async manifest(staging: StagingRecord, name: ResourceName): Promise<string> {
    const { db, clusters, installation, known } = this.context;
    const inventory = await readInventory(db, staging.id);
    const key = identityKey({ ...name, namespace: name.namespace ?? '' });
    const entry = inventory.find(each => identityKey(each) === key);
    if (!entry) {
      throw new NotFoundError(
        `The staging ${staging.name} has no ${name.kind} ${name.name}`,
      );
    }
    return this.translate(staging, async () => {
      const live = await clusters.get(staging.cluster).get(entry);
      // Somebody else's object may have taken the name meanwhile.
      if (!live || !isOurs(live, staging, installation)) {
        throw new NotFoundError(`${describeObject(entry)} is not there now`);
      }
      const redactor = await known.of(staging);
      return objectText(redactor.deep(live));
    });
  }

  async events(staging: StagingRecord): Promise<StagingEvent[]> {
    const { db, clusters, installation, known } = this.context;
    const inventory = await readInventory(db, staging.id);
    if (inventory.length === 0) return [];
    return this.translate(staging, async () => {
      const redactor = await known.of(staging);
      const client = clusters.get(staging.cluster);
      const events = await readEvents(client, staging);
      if (staging.ownsNamespace) {
        return redactor.deep(recentEvents(events, { limit: MAX_EVENTS }));
      }
      const live = await readLiveObjects(
        client,
        staging,
        installation,
        inventory,
      );
      const about = new Set(live.flatMap(({ metadata }) => metadata.uid ?? []));
      return redactor.deep(recentEvents(events, { limit: MAX_EVENTS, about }));
    });
  }

  async podLog(
    staging: StagingRecord,
    request: PodLogRequest,
  ): Promise<Readable> {
    const { clusters, installation, known } = this.context;
    return this.translate(staging, async () => {
      const client = clusters.get(staging.cluster);
      const pod = await client.get({
        group: '',
        version: 'v1',
        kind: 'Pod',
        namespace: staging.namespace,
        name: request.pod,
      });
      if (!pod || !isOurs(pod, staging, installation)) {
        throw new NotFoundError(
          `The staging ${staging.name} has no pod ${request.pod} now`,
        );
      }
      const redactor = await known.of(staging, pod);
      const log = await client.podLog(
        { namespace: staging.namespace, name: request.pod },
        {
          container: request.container,
          tailLines: request.tail,
          previous: request.previous,
          follow: request.follow,
          signal: request.signal,
        },
      );
      // Whoever reads is told of an error by the stream itself.
      return pipeline(log, redactor.stream(), () => {});
    });
  }

  /** Turns errors of the cluster into those that the API answers with. */
  private async translate<T>(
    staging: StagingRecord,
    read: () => Promise<T>,
  ): Promise<T> {
    const redactor = this.context.known.ofParameters(staging);
    try {
      return await read();
    } catch (error) {
      if (error instanceof ApiError && error.status === 400) {
        throw new InputError(redactor.text(error.message));
      }
      if (error instanceof ApiError && error.status === 404) {
        throw new NotFoundError(redactor.text(error.message));
      }
      const { type, explanation } = explainFailure(error);
      if (type === 'bug') throw error;
      throw new ServiceUnavailableError(redactor.text(explanation.message));
    }
  }
}

import { StagingsCluster } from 'backstage-plugin-stagings-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { isTransient } from '../../cluster/classify';
import { ApiError } from '../../cluster/errors';
import { ClusterClient } from '../../cluster/types';
import { apiVersionOf, KubeObject } from '../../model/kubeObject';
import { ClusterSurvey } from '../../model/clusterSurvey';
import { INSTALLATION_LABEL, STAGING_LABEL } from '../../model/labels';
import {
  countByPhase,
  liveNames,
  RecordedKind,
  recordedKinds,
  usedClusters,
} from '../../store';
import { EngineContext } from '../context';
import { explainFailure } from '../failures/explain';
import { describeKind, orphanKinds } from './orphanKinds';
import { orphansAmong } from './orphansAmong';

/** How long a cluster may take to answer. */
const LIMIT_MS = 5_000;
/** How long an answer is good. */
const LIFETIME_MS = 5_000;
const MAX_ORPHANS = 200;

type Look = Pick<
  StagingsCluster,
  | 'reachable'
  | 'message'
  | 'version'
  | 'orphans'
  | 'orphanCount'
  | 'unlistedKinds'
>;

/** Asks every cluster at once, and none of them for long or twice within seconds. Changes nothing. */
export class EngineClusterSurvey implements ClusterSurvey {
  private readonly context: EngineContext;
  private readonly limitMs: number;
  private latest?: { at: number; clusters: Promise<StagingsCluster[]> };

  constructor(context: EngineContext, { limitMs = LIMIT_MS } = {}) {
    this.context = context;
    this.limitMs = limitMs;
  }

  async clusters(): Promise<StagingsCluster[]> {
    const { now } = this.context;
    if (!this.latest || now() - this.latest.at >= LIFETIME_MS) {
      this.latest = { at: now(), clusters: this.survey() };
      this.latest.clusters.catch(() => {
        this.latest = undefined;
      });
    }
    return this.latest.clusters;
  }

  private async survey(): Promise<StagingsCluster[]> {
    const { config, db } = this.context;
    const names = new Set([
      ...config.templates.map(({ cluster }) => cluster),
      ...Object.keys(config.clusters),
      ...(await usedClusters(db)),
    ]);
    return Promise.all([...names].sort().map(name => this.surveyOne(name)));
  }

  private async surveyOne(name: string): Promise<StagingsCluster> {
    const { db, now } = this.context;
    const stagings = await countByPhase(db, name);
    const observedAt = new Date(now()).toISOString();
    return { name, ...(await this.look(name)), stagings, observedAt };
  }

  /** The cluster's answer, or why there is none in time. */
  private async look(name: string): Promise<Look> {
    const done = new AbortController();
    const tooLate = sleep(this.limitMs, undefined, {
      signal: done.signal,
      ref: false,
    }).then(() => {
      const seconds = this.limitMs / 1000;
      return unreachable(`It did not answer within ${seconds} seconds`);
    });
    tooLate.catch(() => {});
    try {
      return await Promise.race([this.ask(name, done.signal), tooLate]);
    } catch (error) {
      const { type, explanation } = explainFailure(error);
      if (type === 'bug') throw error;
      return unreachable(explanation.message);
    } finally {
      done.abort();
    }
  }

  private async ask(name: string, signal: AbortSignal): Promise<Look> {
    const { clusters, db } = this.context;
    const client = clusters.get(name);
    const version = await client.serverVersion({ signal });
    const kinds = orphanKinds(await recordedKinds(db, name));
    const lists = await Promise.all(
      kinds.map(kind => this.list(client, kind, signal)),
    );
    // After the lists: what is made meanwhile has its record before it has its objects.
    const known = new Set(await liveNames(db, name));
    const orphans = orphansAmong(
      lists.flatMap(list => list ?? []),
      known,
    );
    return {
      reachable: true,
      version,
      orphans: orphans.slice(0, MAX_ORPHANS),
      orphanCount: orphans.length,
      unlistedKinds: kinds
        .filter((_, index) => lists[index] === undefined)
        .map(describeKind),
    };
  }

  /** All objects of a kind that this portal made for stagings; undefined where it may not list them. */
  private async list(
    client: ClusterClient,
    { group, version, kind }: RecordedKind,
    signal: AbortSignal,
  ): Promise<KubeObject[] | undefined> {
    const apiVersion = apiVersionOf(group, version);
    try {
      const resource = await client.findResource(apiVersion, kind);
      if (!resource) return [];
      const objects = await client.list(resource, {
        labelSelector: `${INSTALLATION_LABEL}=${this.context.installation},${STAGING_LABEL}`,
        signal,
      });
      return objects.map(object => ({ ...object, apiVersion, kind }));
    } catch (error) {
      if (error instanceof ApiError && !isTransient(error)) return undefined;
      throw error;
    }
  }
}

function unreachable(message: string): Look {
  return {
    reachable: false,
    message,
    orphans: [],
    orphanCount: 0,
    unlistedKinds: [],
  };
}

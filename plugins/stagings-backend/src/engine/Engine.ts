import { ClusterWatcher } from './watch/ClusterWatcher';
import { EngineContext } from './context';
import { WorkerPool } from './queue/WorkerPool';
import { releaseClusters, wakeCluster } from '../store';
import { GuardedClusters } from './circuit/GuardedClusters';

/** What waited for a cluster that is back is taken up again over so many milliseconds. */
const SPREAD_MS = 5_000;

/** Brings stagings to their desired state, and keeps their health up to date. */
export class Engine {
  private readonly context: EngineContext;
  private readonly workers: WorkerPool;
  private readonly watchers: ClusterWatcher[];

  constructor(context: EngineContext) {
    this.context = context;
    const clusters = new GuardedClusters(
      context.clusters,
      context.now,
      cluster => this.onAnswerAgain(cluster),
    );
    this.workers = new WorkerPool({ ...context, clusters });
    this.watchers = usedClusters(context).map(
      cluster =>
        new ClusterWatcher({
          context,
          cluster,
          circuit: clusters.circuit(cluster),
          poke: () => this.workers.wakeUp(),
        }),
    );
  }

  start(): void {
    this.workers.start();
    for (const watcher of this.watchers) watcher.start();
  }

  /** Looks for work now; called after a person's request was stored. */
  wakeUp(): void {
    this.workers.wakeUp();
  }

  /** Ends within about a second; what was under way is handed over. */
  async stop(): Promise<void> {
    await Promise.all([
      this.workers.stop(),
      ...this.watchers.map(watcher => watcher.stop()),
    ]);
    await releaseClusters(this.context.db, this.context.owner);
  }

  private onAnswerAgain(cluster: string): void {
    const { db, logger } = this.context;
    logger.info(`The cluster ${cluster} answers again`);
    wakeCluster(db, cluster, SPREAD_MS).then(
      () => this.workers.wakeUp(),
      error => logger.warn(`Cannot wake the stagings of ${cluster}: ${error}`),
    );
  }
}

function usedClusters({ config }: EngineContext): string[] {
  return [
    ...new Set([
      ...config.templates.map(template => template.cluster),
      ...Object.keys(config.clusters),
    ]),
  ];
}

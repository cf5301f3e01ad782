import { ClusterWatcher } from './watch/ClusterWatcher';
import { EngineContext } from './context';
import { WorkerPool } from './WorkerPool';
import { releaseClusters } from '../store';

/** Brings stagings to their desired state, and keeps their health up to date. */
export class Engine {
  private readonly context: EngineContext;
  private readonly workers: WorkerPool;
  private readonly watchers: ClusterWatcher[];

  constructor(context: EngineContext) {
    this.context = context;
    this.workers = new WorkerPool(context);
    this.watchers = usedClusters(context).map(
      cluster => new ClusterWatcher(context, cluster),
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
}

function usedClusters({ config }: EngineContext): string[] {
  return [
    ...new Set([
      ...config.templates.map(template => template.cluster),
      ...Object.keys(config.clusters),
    ]),
  ];
}

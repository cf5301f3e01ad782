import { isError } from '@backstage/errors';
import { KubeObject } from '../../model/kubeObject';
import { ApiError, ClusterUnreachableError } from '../errors';
import { listObjects } from '../list';
import { apiErrorOfStatus } from '../status';
import { ClusterTransport } from '../transport/ClusterTransport';
import { pause } from '../transport/pause';
import { ResourcePath, WatchEvent, WatchOptions, WatchState } from '../types';
import { WatchFrame } from './frames';
import { InitialObjects } from './InitialObjects';
import { OpenWatch, openWatch, WatchStart } from './openWatch';
import { Pacing } from './Pacing';
import { SILENT } from './SilenceGuard';

/** Milliseconds after which everything is read anew: a restored etcd leaves a watch silent for ever. */
const RELIST_INTERVAL = 30 * 60_000;
/** Milliseconds without a byte after which initial events are not waited for: the objects are listed instead. */
const INITIAL_SILENCE = 10_000;
/** How servers answer that do not know initial events. */
const NOT_SUPPORTED = [400, 422, 501];

const EVENT_TYPES = {
  ADDED: 'added',
  MODIFIED: 'modified',
  DELETED: 'deleted',
} satisfies Record<string, WatchEvent['type']>;

/**
 * Follows one kind of object. A session is one watch request, which begins where the last one ended or, when
 * that is not known or no longer possible, with all objects. Modelled on client-go's reflector.
 */
export class WatchLoop {
  private readonly pacing = new Pacing();
  /** Where the next session begins; undefined when everything has to be read. */
  private resourceVersion?: string;
  private syncedAt = 0;
  /** Whether the server sends the initial objects as events; `never` once it has said that it does not. */
  private initialEvents: 'yes' | 'notNow' | 'never' = 'yes';
  private status?: WatchState['status'];

  constructor(
    private readonly transport: ClusterTransport,
    private readonly resource: ResourcePath,
    private readonly options: WatchOptions,
  ) {}

  /** Resolves when the signal aborts; never rejects. */
  async run(): Promise<void> {
    const { signal } = this.options;
    this.enter({ status: 'connecting' });
    while (!signal.aborted) {
      const startedAt = Date.now();
      let delay = 0;
      try {
        const frames = await this.session();
        delay = this.pacing.afterEnd(Date.now() - startedAt, frames);
      } catch (error) {
        if (!signal.aborted) {
          delay = this.recover(error, Date.now() - startedAt);
        }
      }
      await pause(delay, signal);
    }
  }

  /** One watch, until the server ends it; answers how many frames came. */
  private async session(): Promise<number> {
    if (Date.now() - this.syncedAt >= RELIST_INTERVAL) {
      this.resourceVersion = undefined;
    }
    if (this.resourceVersion === undefined && this.initialEvents !== 'yes') {
      await this.relist();
    }
    if (this.resourceVersion === undefined) {
      const watch = await this.open({ initialEvents: true });
      watch.allowSilence(INITIAL_SILENCE);
      return this.follow(watch, new InitialObjects(this.project));
    }
    const watch = await this.open({ after: this.resourceVersion });
    this.enter({ status: 'live' });
    return this.follow(watch);
  }

  private async relist(): Promise<void> {
    const { namespace, labelSelector, signal } = this.options;
    const { objects, resourceVersion } = await listObjects(
      this.transport,
      this.resource,
      { namespace, labelSelector, signal },
      this.project,
    );
    this.synced(objects, resourceVersion);
    if (this.initialEvents === 'notNow') {
      this.initialEvents = 'yes';
    }
  }

  private open(start: WatchStart): Promise<OpenWatch> {
    return openWatch(this.transport, this.resource, start, this.options);
  }

  private async follow(
    watch: OpenWatch,
    initial?: InitialObjects,
  ): Promise<number> {
    let gathering = initial;
    let frames = 0;
    for await (const frame of watch.frames) {
      frames++;
      this.assertNoError(frame);
      const end = gathering?.add(frame);
      if (gathering && end !== undefined) {
        watch.allowSilence(watch.longestSilence);
        this.synced(gathering.objects(), end);
        this.enter({ status: 'live' });
        gathering = undefined;
      } else if (!gathering) {
        this.take(frame);
      }
    }
    return frames;
  }

  private take(frame: WatchFrame): void {
    if (frame.type === 'BOOKMARK') {
      this.resourceVersion = frame.resourceVersion;
    } else if (frame.type !== 'ERROR') {
      this.options.onEvent({
        type: EVENT_TYPES[frame.type],
        object: this.project(frame.object),
      });
      this.resourceVersion = frame.object.metadata.resourceVersion;
    }
  }

  private synced(objects: KubeObject[], resourceVersion: string): void {
    this.options.onSynced(objects);
    this.resourceVersion = resourceVersion;
    this.syncedAt = Date.now();
  }

  private readonly project = (object: KubeObject): KubeObject =>
    this.options.project ? this.options.project(object) : object;

  private assertNoError(frame: WatchFrame): void {
    if (frame.type === 'ERROR') {
      const call = { cluster: this.transport.cluster, verb: 'watch' };
      throw apiErrorOfStatus(call, frame.status, this.transport.isRecovering());
    }
  }

  /** Takes the consequences of a failed session; answers the milliseconds until the next. */
  private recover(error: unknown, lived: number): number {
    const without = this.withoutInitialEvents(error);
    if (without) {
      this.initialEvents = without;
      return 0;
    }
    if (!leavesPositionValid(error)) {
      this.resourceVersion = undefined;
    }
    const { delay, disabled } = this.pacing.afterError(lived, error);
    this.enter({
      status: disabled ? 'disabled' : 'interrupted',
      error: isError(error) ? error : new Error(String(error)),
      retryIn: delay,
    });
    return delay;
  }

  /** For how long to list instead; undefined when initial events are not what failed. */
  private withoutInitialEvents(error: unknown): 'notNow' | 'never' | undefined {
    if (this.resourceVersion !== undefined || this.initialEvents !== 'yes') {
      return undefined;
    }
    if (error instanceof ApiError && NOT_SUPPORTED.includes(error.status)) {
      return 'never';
    }
    return error instanceof ClusterUnreachableError && error.code === SILENT
      ? 'notNow'
      : undefined;
  }

  private enter(state: WatchState): void {
    if (state.status === 'live') {
      this.pacing.live();
    }
    if (state.status !== 'live' || this.status !== 'live') {
      this.status = state.status;
      this.options.onState(state);
    }
  }
}

/** Lost connections and overload say nothing about the position; all else, above all 410, makes it doubtful. */
function leavesPositionValid(error: unknown): boolean {
  return error instanceof ApiError
    ? error.status === 429 || error.status >= 500
    : error instanceof ClusterUnreachableError;
}

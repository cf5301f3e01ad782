import { Artifact } from 'backstage-plugin-stagings-common';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { ChartSource, RegistryConfig } from '../../../config/types';
import { ExpressionContext } from '../../../model/rendering';
import { WaitingError } from '../../../model/errors';
import { FolderCache, HeldFolder } from '../../../template/sources/FolderCache';
import { SharedWork } from '../../../template/sources/sharing';
import { sourceUrl } from '../../../template/sources/sourceUrl';
import { UrlSources } from '../../../template/sources/UrlSources';
import { RunProgram } from '../../programs/limitedRunner';
import { renderFailed } from '../../renderFailed';
import { RenderNote } from '../../types';
import { completeChart } from '../dependencies/completeChart';
import { inHelmFolder } from '../inHelmFolder';
import { nameOfChart } from './explainPull';
import { pullChart } from './pullChart';
import { RemoteChart } from './RemoteChart';
import { digestOf, unpackChart } from './unpackChart';

/** A chart as a folder, until it is released. */
export interface OpenChart extends HeldFolder {
  artifacts: Artifact[];
  notes: RenderNote[];
}

/** A chart, and the folder that holds all that it may refer to by path. */
interface FoundChart extends OpenChart {
  root: string;
}

/** For whom a chart is opened. */
export interface ChartRequest {
  /** Path of the program. */
  helm: string;
  source: ExpressionContext['source'];
  /** The only repositories that what it depends on is pulled from; without them, all are asked. */
  repositories?: readonly string[];
  signal: AbortSignal;
}

/** How long a version is taken for the newest of its range. */
const RESOLVED_FOR_MS = 60_000;
const MAX_FOLDERS = 64;
/** A version that can only be one. */
const EXACT = /^v?\d+\.\d+\.\d+([-+].*)?$/;

/** A chart that was pulled: the key of its folder, and what it turned out to be. */
interface Pulled {
  key: string;
  artifact: Artifact;
  until: number;
}

/** Opens charts wherever they are. Those that were pulled are kept for a while, and shared. */
export class Charts {
  private readonly folders: FolderCache;
  private readonly pulled = new Map<string, Pulled>();
  private readonly pulls = new SharedWork<Pulled>();
  private readonly options: {
    run: RunProgram;
    urls: UrlSources;
    registries: readonly RegistryConfig[];
    now: () => number;
  };

  constructor(options: Charts['options']) {
    this.options = options;
    this.folders = new FolderCache({
      prefix: 'stagings-charts-',
      maxFolders: MAX_FOLDERS,
      now: options.now,
    });
  }

  /**
   * @throws TerminalError where there is no such chart, or it may not be had; WaitingError where its place cannot
   * be reached
   */
  async open(chart: ChartSource, request: ChartRequest): Promise<OpenChart> {
    const found = await this.find(chart, request);
    try {
      const complete = await completeChart(found.path, {
        root: found.root,
        repositories: request.repositories,
        pull: dependency => this.openRemote(dependency, request),
      });
      return complete ? joined(complete, found) : found;
    } catch (error) {
      found.release();
      throw error;
    }
  }

  /** Opens a chart as it is, with what it depends on or without. */
  private async find(
    chart: ChartSource,
    request: ChartRequest,
  ): Promise<FoundChart> {
    switch (chart.from) {
      case 'disk':
        return this.openPath(chart.path, chart.path, chart.root);
      case 'url':
        return this.openUrl(chart, request);
      default:
        return withinItself(await this.openRemote(chart, request));
    }
  }

  /** Removes all that was pulled. */
  async close(): Promise<void> {
    await this.folders.close();
  }

  private async openUrl(
    { url, path = '' }: Extract<ChartSource, { from: 'url' }>,
    { source, signal }: ChartRequest,
  ): Promise<FoundChart> {
    const address = sourceUrl(url, source);
    const read = await this.options.urls.open(address, signal);
    try {
      const place = join(read.path, path);
      const name = path === '' ? address : `${address}/${path}`;
      const chart = await this.openPath(place, name, read.path);
      return {
        ...chart,
        artifacts: [read.artifact, ...chart.artifacts],
        release: () => {
          chart.release();
          read.release();
        },
      };
    } catch (error) {
      read.release();
      throw error;
    }
  }

  /** @param name - of the place, for messages */
  private async openPath(
    path: string,
    name: string,
    root: string = dirname(path),
  ): Promise<FoundChart> {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) {
      const artifact = await artifactOf(path, {});
      return {
        path,
        root,
        artifacts: artifact ? [artifact] : [],
        notes: [],
        release: () => {},
      };
    }
    const digest = await digestOf(path);
    const held = await this.folders.obtain(digest, folder =>
      unpackChart(path, folder, basename(name)),
    );
    const artifact = await artifactOf(held.path, { digest });
    return withinItself({
      ...held,
      artifacts: artifact ? [artifact] : [],
      notes: [],
    });
  }

  private async openRemote(
    chart: RemoteChart,
    request: ChartRequest,
  ): Promise<OpenChart> {
    const { held, pulled, stale } = await this.obtain(chart, request);
    const { name, version, digest } = pulled.artifact;
    const notes: RenderNote[] = [
      { level: 'info', message: `Chart ${name} is ${version} (${digest})` },
    ];
    if (stale) {
      const message = `${stale.message}; using the copy that was pulled before`;
      notes.push({ level: 'warning', message });
    }
    return { ...held, artifacts: [pulled.artifact], notes };
  }

  private async obtain(
    chart: RemoteChart,
    request: ChartRequest,
  ): Promise<{ held: HeldFolder; pulled: Pulled; stale?: WaitingError }> {
    const wanted = JSON.stringify(chart);
    const known = this.pulled.get(wanted);
    const held = known && this.folders.hold(known.key);
    if (known && held && this.options.now() < known.until) {
      return { held, pulled: known };
    }
    try {
      const pulled = await this.pulls.run(wanted, request.signal, () =>
        this.pull(chart, wanted, request.helm),
      );
      held?.release();
      const fresh = this.folders.hold(pulled.key);
      return fresh ? { held: fresh, pulled } : this.obtain(chart, request);
    } catch (error) {
      const usable = error instanceof WaitingError && isOneVersion(chart);
      if (known && held && usable) return { held, pulled: known, stale: error };
      held?.release();
      throw error;
    }
  }

  private async pull(
    chart: RemoteChart,
    wanted: string,
    helm: string,
  ): Promise<Pulled> {
    const { run, registries, now } = this.options;
    const pulled = await inHelmFolder(async home => {
      const target = join(home.folder, 'chart');
      await mkdir(target);
      const archive = await pullChart(
        chart,
        { helm, run, registries },
        { ...home, folder: target },
      );
      const digest = archive.digest ?? (await digestOf(archive.file));
      const key = JSON.stringify([nameOfChart(chart), digest]);
      const folder = await this.folders.obtain(key, path =>
        unpackChart(archive.file, path, nameOfChart(chart)),
      );
      const artifact = await artifactOf(folder.path, {
        name: nameOfChart(chart),
        digest,
      });
      folder.release();
      if (!artifact) throw noChart(nameOfChart(chart));
      const pinned = chart.from === 'registry' && chart.digest !== undefined;
      const until = pinned ? Infinity : now() + RESOLVED_FOR_MS;
      return { key, artifact, until };
    });
    this.remember(wanted, pulled);
    return pulled;
  }

  private remember(wanted: string, pulled: Pulled): void {
    this.pulled.delete(wanted);
    this.pulled.set(wanted, pulled);
    const [oldest] = this.pulled.keys();
    if (this.pulled.size > MAX_FOLDERS && oldest) this.pulled.delete(oldest);
  }
}

/** An archive holds all that its chart may refer to by path. */
function withinItself(chart: OpenChart): FoundChart {
  return { ...chart, root: chart.path };
}

/** The complete chart; the one that it was made of stays until both are released. */
function joined(complete: OpenChart, found: OpenChart): OpenChart {
  return {
    path: complete.path,
    artifacts: [...found.artifacts, ...complete.artifacts],
    notes: [...found.notes, ...complete.notes],
    release: () => {
      complete.release();
      found.release();
    },
  };
}

function isOneVersion(chart: RemoteChart): boolean {
  return chart.version !== undefined && EXACT.test(chart.version);
}

/** What a chart says that it is; undefined where it says nothing that can be read. */
async function artifactOf(
  folder: string,
  known: { name?: string; digest?: string },
): Promise<Artifact | undefined> {
  try {
    const about = parse(await readFile(join(folder, 'Chart.yaml'), 'utf8'), {
      uniqueKeys: false,
    });
    return {
      type: 'chart',
      name: known.name ?? String(about.name),
      version: String(about.version),
      ...(known.digest !== undefined && { digest: known.digest }),
    };
  } catch {
    return undefined;
  }
}

function noChart(name: string) {
  return renderFailed('ChartNotFound', `${name} holds no Chart.yaml`, {
    text: 'Push the chart as helm package made it.',
    audience: 'platform',
  });
}

import { JsonObject } from '@backstage/types';
import { OverrideKey } from 'backstage-plugin-stagings-common';
import { chartKeys } from './chartKeys';
import { describeChart, digestOf, readChartFiles } from './readChart';

const MAX_CHARTS = 50;

/** What a chart says of its values. */
export interface ChartKeys {
  keys: OverrideKey[];
  schema?: JsonObject;
}

/** Reads the keys of charts. A chart whose files are as before is not understood anew. */
export class ChartKeyReader {
  private readonly known = new Map<string, ChartKeys>();

  /** @param folder - that holds the Chart.yaml */
  async read(folder: string): Promise<ChartKeys> {
    const files = await readChartFiles(folder);
    const digest = digestOf(files);
    const known = this.known.get(digest);
    if (known) return known;
    const chart = describeChart(files);
    const { schema } = chart;
    const keys = { keys: chartKeys(chart), ...(schema && { schema }) };
    this.known.set(digest, keys);
    const [oldest] = this.known.keys();
    if (oldest && this.known.size > MAX_CHARTS) this.known.delete(oldest);
    return keys;
  }
}

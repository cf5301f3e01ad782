import { ChartSource } from '../../../config/types';

/** A chart that helm finds by itself. */
export type RemoteChart = Extract<
  ChartSource,
  { from: 'registry' | 'repository' }
>;

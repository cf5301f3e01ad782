import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Programs } from './programs';

const CHART = resolve(__dirname, '../../../templates/web-chart');
/** With these the chart has eight objects, and the namespace is the ninth. */
const VALUES: Record<string, string> = {
  'image.repository': 'registry.example.com/shop/shop',
  'image.tag': '2.0.0',
  replicas: '1',
  'ingress.host': 'bench.localhost',
  'worker.enabled': 'true',
};

/** What stagings from the template `web` are asked for, so that they consist of the same. */
export const WEB_PARAMETERS = { version: '2.0.0', worker: true, replicas: 1 };

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

/** The arguments of helm that name the chart and its values. */
export function chartArguments(release: string, namespace: string): string[] {
  return [
    release,
    CHART,
    '--namespace',
    namespace,
    ...Object.entries(VALUES).flatMap(([key, value]) => [
      '--set',
      `${key}=${value}`,
    ]),
  ];
}

/** The chart's objects, the namespace before them. */
export async function renderChart(
  { helm }: Programs,
  namespace: string,
): Promise<Manifest[]> {
  const output = await helm('template', ...chartArguments('bench', namespace));
  const objects = parseAllDocuments(output).flatMap(document => {
    const object = document.toJS() as Manifest | null;
    return object ? [object] : [];
  });
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ...objects.map(object => ({
      ...object,
      metadata: { ...object.metadata, namespace },
    })),
  ];
}

import { apiVersionOf } from '../../model/kubeObject';
import { RecordedKind } from '../../store';

/** Kinds that orphans are looked for in, besides those that stagings have now. */
const USUAL_KINDS: readonly RecordedKind[] = [
  { group: '', version: 'v1', kind: 'Namespace' },
  { group: '', version: 'v1', kind: 'ConfigMap' },
  { group: '', version: 'v1', kind: 'PersistentVolumeClaim' },
  { group: '', version: 'v1', kind: 'Service' },
  { group: '', version: 'v1', kind: 'ServiceAccount' },
  { group: 'apps', version: 'v1', kind: 'Deployment' },
  { group: 'apps', version: 'v1', kind: 'StatefulSet' },
  { group: 'apps', version: 'v1', kind: 'DaemonSet' },
  { group: 'batch', version: 'v1', kind: 'Job' },
  { group: 'batch', version: 'v1', kind: 'CronJob' },
  { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' },
];

/** Who may list Secrets may read those of everybody. */
function isSecret({ group, kind }: RecordedKind): boolean {
  return group === '' && kind === 'Secret';
}

/** The kinds to look through, each at one version. */
export function orphanKinds(recorded: readonly RecordedKind[]): RecordedKind[] {
  const kinds = new Map(
    [...recorded, ...USUAL_KINDS].map(kind => [
      `${kind.group}/${kind.kind}`,
      kind,
    ]),
  );
  return [...kinds.values()].filter(kind => !isSecret(kind));
}

/** How messages name a kind: `apps/v1 Deployment`. */
export function describeKind({ group, version, kind }: RecordedKind): string {
  return `${apiVersionOf(group, version)} ${kind}`;
}

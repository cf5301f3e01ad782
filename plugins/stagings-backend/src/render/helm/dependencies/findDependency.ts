import { relative, resolve } from 'node:path';
import { chartRepository } from '../../../template/sources/chartRepository';
import { RemoteChart } from '../charts/RemoteChart';
import { dependencyFailed } from './failures';
import { Dependency } from './readChart';

/** Where a dependency is: a folder beside the chart, or somewhere to pull it from. */
export type DependencyPlace =
  | { from: 'folder'; path: string }
  | { from: 'remote'; chart: RemoteChart };

/** What a chart may lead to. */
export interface DependencyLimits {
  /** Folder outside of which nothing is read. */
  root: string;
  /** The only repositories that are asked; without it, all are. */
  repositories?: readonly string[];
}

/**
 * Finds out where a dependency is, as the chart says and its template allows.
 *
 * @param folder - of the chart that depends on it
 * @throws TerminalError where that is nowhere, or not allowed
 */
export function findDependency(
  dependency: Dependency,
  folder: string,
  { root, repositories }: DependencyLimits,
): DependencyPlace {
  const { name, version, repository } = dependency;
  if (repository === '') {
    throw failed(
      name,
      'it is not in charts/, and Chart.yaml names no repository for it',
      'Name its repository, or put the chart into charts/.',
    );
  }
  if (repository.startsWith('file://')) {
    return {
      from: 'folder',
      path: folderWithin(name, repository, folder, root),
    };
  }
  if (/^(@|alias:)/.test(repository)) {
    throw failed(
      name,
      `${repository} is a name that only a machine knows on which somebody has run "helm repo add"`,
      'Write the address of the repository into Chart.yaml.',
    );
  }
  const found = chartRepository(repository);
  if ('problem' in found) {
    throw failed(
      name,
      `its repository ${found.problem}`,
      'Write the address of the repository into Chart.yaml, with https:// or oci://.',
    );
  }
  const { type, address } = found;
  if (repositories && !repositories.includes(address)) {
    throw failed(
      name,
      `the template takes no charts from ${address}`,
      'List the repository in helm.repositories of the template, or put the chart into charts/.',
    );
  }
  const wanted = version === '' ? {} : { version };
  return {
    from: 'remote',
    chart:
      type === 'oci'
        ? {
            from: 'registry',
            reference: `${address.slice('oci://'.length)}/${name}`,
            ...wanted,
          }
        : { from: 'repository', url: address, name, ...wanted },
  };
}

function folderWithin(
  name: string,
  repository: string,
  folder: string,
  root: string,
): string {
  const path = resolve(folder, repository.slice('file://'.length));
  if (!/^\.\.(\/|$)/.test(relative(root, path))) return path;
  throw failed(
    name,
    `${repository} leads out of the folder that the template reads`,
    'Give a folder that holds both charts as helm.root of the template, or put the chart into charts/.',
  );
}

function failed(name: string, problem: string, fix: string) {
  return dependencyFailed(`the chart depends on ${name}: ${problem}`, fix);
}

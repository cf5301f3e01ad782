import {
  stagingName,
  StagingSummary,
  StagingTemplate,
  isValidBranchName,
} from 'backstage-plugin-stagings-common';
import { parseEntityRef } from '@backstage/catalog-model';

/** The name that a staging gets by itself; undefined before there is a branch. */
export function automaticName(
  entityRef: string,
  { cluster }: StagingTemplate,
  branch: string,
): string | undefined {
  if (!isValidBranchName(branch)) return undefined;
  const component = parseEntityRef(entityRef).name;
  return stagingName({ entityRef, component, cluster, branch });
}

/**
 * The staging that stands in the way of a new one with the automatic name: a branch has one of a template.
 * One of another template leaves the branch free; the server gives a longer name then.
 */
export function branchHolder(
  held: StagingSummary[],
  template: StagingTemplate,
  branch: string,
  name: string | undefined,
): StagingSummary | undefined {
  return held.find(
    staging =>
      staging.cluster === template.cluster &&
      staging.template === template.name &&
      staging.source.branch === branch &&
      staging.name === name,
  );
}

/** The branches that have stagings, those that somebody dealt with last first. */
export function recentBranches(held: StagingSummary[]): string[] {
  return [...new Set(held.map(({ source }) => source.branch))];
}

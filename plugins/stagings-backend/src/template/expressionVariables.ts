import { Entity } from '@backstage/catalog-model';
import { ExpressionContext } from '../model/rendering';
import { StagingRecord } from '../model/staging';

const SHORT_COMMIT_LENGTH = 7;

type Subject = Pick<
  StagingRecord,
  'id' | 'name' | 'host' | 'namespace' | 'branch' | 'commit'
>;

/** What a template's expressions see of a staging, but for its parameters. */
export function expressionVariables(
  staging: Subject,
  entity: Entity,
  baseDomain: string,
): Omit<ExpressionContext, 'parameters'> {
  const { id, name, host, namespace, branch, commit = '' } = staging;
  return {
    staging: { id, name, host, namespace },
    source: {
      branch,
      commit,
      shortCommit: commit.slice(0, SHORT_COMMIT_LENGTH),
    },
    entity,
    baseDomain,
  };
}

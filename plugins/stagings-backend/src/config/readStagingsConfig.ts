import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { describeIssues } from './describeIssues';
import { stagingsSchema } from './stagingsSchema';
import { StagingsConfig } from './types';

/**
 * Reads and checks the `stagings:` section. Without one there are no templates.
 *
 * @throws InputError that lists every problem with its path and what to do
 */
export function readStagingsConfig(config: Config): StagingsConfig {
  const result = stagingsSchema.safeParse(config.getOptional('stagings') ?? {});
  if (result.success) return result.data;
  const problems = describeIssues(result.error.issues);
  throw new InputError(
    ['The configuration of stagings is not valid:', ...problems].join('\n  '),
  );
}

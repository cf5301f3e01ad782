import { z } from 'zod';
import { valuePath } from '../template/expressions/valuePath';

/** Writes each problem as `stagings.templates[0].cluster: what is wrong; what to do`. */
export function describeIssues(issues: z.core.$ZodIssue[]): string[] {
  return issues.flatMap(issue => {
    const path = issue.path.reduce<string>(
      (parent, key) => valuePath(parent, typeof key === 'symbol' ? '' : key),
      'stagings',
    );
    if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}`;
    return issue.keys.map(
      key => `${valuePath(path, key)}: unknown key; ${issue.message}`,
    );
  });
}

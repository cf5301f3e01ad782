import { InputError } from '@backstage/errors';
import { ParameterProblem } from '../template/parameterSchema';

/**
 * @throws InputError that names each parameter that does not fit
 */
export function refuseProblems(problems: ParameterProblem[]): void {
  if (problems.length === 0) return;
  throw new InputError(
    problems.map(({ path, message }) => `${path}: ${message}`).join('\n'),
  );
}

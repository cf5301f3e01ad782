import { TerminalError, WaitingError } from '../../../model/errors';
import { renderFailed } from '../../renderFailed';

/** A chart that another one depends on cannot be had. */
export function dependencyFailed(message: string, text: string): TerminalError {
  return renderFailed('DependencyMissing', message, {
    text,
    audience: 'platform',
  });
}

/** Failures to pull that no change of Chart.yaml mends. */
const OF_THE_HOST = ['ChartUnauthorised', 'ChartHostInsecure'];

/** Says of a failure to pull a chart which dependency it was about. */
export function aboutDependency(error: unknown, name: string): unknown {
  if (error instanceof WaitingError) {
    const { explanation } = error;
    return new WaitingError(
      { ...explanation, message: inContext(name, explanation.message) },
      { cause: error },
    );
  }
  if (!(error instanceof TerminalError)) return error;
  const { explanation } = error;
  return new TerminalError(
    {
      ...explanation,
      message: inContext(name, explanation.message),
      ...(!OF_THE_HOST.includes(explanation.reason) && {
        hint: {
          text: 'Correct its entry among the dependencies in Chart.yaml, or put the chart into charts/.',
          audience: 'platform' as const,
        },
      }),
    },
    { cause: error },
  );
}

function inContext(name: string, message: string): string {
  return `the chart depends on ${name}: ${message}`;
}

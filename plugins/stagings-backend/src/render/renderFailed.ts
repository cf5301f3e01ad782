import { Hint } from 'backstage-plugin-stagings-common';
import { TerminalError } from '../model/errors';

/** Reasons that a render can end with. */
export type RenderFailure =
  | 'RenderFailed'
  | 'RendererMissing'
  | 'ChartNotFound'
  | 'ChartUnauthorised'
  | 'ChartHostInsecure'
  | 'DependencyMissing'
  | 'ManifestsNotFound'
  | 'KustomizationNotFound'
  | 'RemoteBase'
  | 'FileOutsideRoot'
  | 'PluginRefused'
  | 'HelmChartsRefused'
  | 'InvalidReleaseName'
  | 'ProgramMissing'
  | 'InvalidOverrides';

/** A failed render: what happened, and who can do what about it. */
export function renderFailed(
  reason: RenderFailure,
  message: string,
  hint: Hint,
  cause?: unknown,
): TerminalError {
  return new TerminalError({ reason, message, hint }, { cause });
}

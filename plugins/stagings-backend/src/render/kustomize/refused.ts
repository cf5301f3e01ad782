import { Hint } from 'backstage-plugin-stagings-common';
import { TerminalError } from '../../model/errors';
import { RenderFailure, renderFailed } from '../renderFailed';

/** Where an entry stands, for example `overlays/staging/kustomization.yaml` and `resources[0]`. */
export interface EntryPlace {
  file: string;
  field: string;
}

/** An entry of a kustomization that is not followed. */
export function refuseEntry(
  reason: RenderFailure,
  place: EntryPlace,
  problem: string,
  hint: string,
): TerminalError {
  return refuse(reason, `${place.file}: ${place.field}: ${problem}`, hint);
}

/** A kustomization that is not built. */
export function refuse(
  reason: RenderFailure,
  message: string,
  text: Hint['text'],
  cause?: unknown,
): TerminalError {
  return renderFailed(reason, message, { text, audience: 'platform' }, cause);
}

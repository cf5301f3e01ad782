import { TerminalError } from '../model/errors';
import { describeObject, identityOf } from '../model/kubeObject';
import { RenderedObject } from '../model/rendering';

/** The error about a hook that would never run. */
export function unknownHookEvent(
  { object, source }: RenderedObject,
  event: string,
  { annotation, known }: { annotation: string; known: readonly string[] },
): TerminalError {
  const { kind, metadata } = object;
  const name = describeObject(identityOf(object));
  return new TerminalError({
    reason: 'ObjectRefused',
    message: `${name} in ${source} is a hook for ${event}, which does not exist`,
    evidence: { object: { kind, name: metadata.name } },
    hint: {
      text: `Correct the annotation ${annotation}; known are ${known.join(
        ', ',
      )}.`,
      audience: 'platform',
    },
  });
}

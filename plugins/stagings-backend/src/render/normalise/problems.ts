import { Explanation } from 'backstage-plugin-stagings-common';
import { TerminalError } from '../../model/errors';
import { KubeObject } from '../../model/kubeObject';
import { RenderedObject } from '../../model/rendering';

/** What a template's author can do about a problem; all of them are about the template. */
export interface Problem {
  reason:
    | 'ObjectRefused'
    | 'InvalidManifest'
    | 'EmptyRender'
    | 'RenderTooLarge';
  message: string;
  hint: string;
  object?: KubeObject;
}

/** How messages name a rendered object: `Deployment web in web.yaml`. */
export function describeRendered({ object, source }: RenderedObject): string {
  return `${object.kind} ${object.metadata.name} in ${source}`;
}

/** An objection to one rendered object. */
export function refusal(
  rendered: RenderedObject,
  message: string,
  hint: string,
): Problem {
  return { reason: 'ObjectRefused', message, hint, object: rendered.object };
}

function explain({ reason, message, hint, object }: Problem): Explanation {
  return {
    reason,
    message,
    ...(object && {
      evidence: {
        object: {
          kind: object.kind,
          name: object.metadata.name,
          ...(object.metadata.namespace && {
            namespace: object.metadata.namespace,
          }),
        },
      },
    }),
    hint: { text: hint, audience: 'platform' },
  };
}

/**
 * Does nothing where there is no problem.
 * @throws TerminalError that tells the first problem, counts the others and carries all
 */
export function throwProblems(problems: readonly Problem[]): void {
  const explanations = problems.map(explain);
  const [first] = explanations;
  if (!first) return;
  const others = explanations.length - 1;
  const message =
    others === 0
      ? first.message
      : `${first.message} (and ${others} more problem${others > 1 ? 's' : ''})`;
  throw new TerminalError({ ...first, message }, { problems: explanations });
}

import { describeObject, identityOf } from '../../model/kubeObject';
import { RenderedObject } from '../../model/rendering';
import { renderFailed } from '../renderFailed';

const HOOK_ANNOTATION = 'helm.sh/hook';

/** Events that never happen to a staging. */
const IGNORED_EVENTS = [
  'test',
  'test-success',
  'test-failure',
  'pre-rollback',
  'post-rollback',
];

/**
 * Leaves out the hooks that are only for tests and rollbacks. See
 * https://helm.sh/docs/topics/charts_hooks/.
 *
 * @throws TerminalError for any other hook, since it would have to run around a deploy
 */
export function withoutHooks(objects: RenderedObject[]): RenderedObject[] {
  return objects.filter(rendered => {
    const events = hookEvents(rendered);
    if (events.length === 0) return true;
    const needed = events.filter(event => !IGNORED_EVENTS.includes(event));
    if (needed.length === 0) return false;
    const name = describeObject(identityOf(rendered.object));
    throw renderFailed(
      'HooksNotSupported',
      `hook ${name} in ${rendered.source} (${needed.join(
        ', ',
      )}): hooks are not supported in this version`,
      {
        text: 'Switch the hook off by a value of the chart, or make it an ordinary Job or init container.',
        audience: 'platform',
      },
    );
  });
}

function hookEvents({ object }: RenderedObject): string[] {
  const annotation = object.metadata.annotations?.[HOOK_ANNOTATION] ?? '';
  return annotation
    .split(',')
    .map(event => event.trim())
    .filter(event => event !== '');
}

import { ApiError, UnknownKindError } from '../../cluster/errors';
import { definedKind } from '../../model/definition';
import { groupOf, KubeObject } from '../../model/kubeObject';

/**
 * Whether a dry run was refused only because it was one: for want of an object that the deploy makes before,
 * such as the ServiceAccount of a Pod or the Role of a RoleBinding, or because a webhook does not take part.
 *
 * @param made - objects of the same render that are not in the cluster yet
 */
export function isExcused(
  error: unknown,
  made: readonly KubeObject[],
): boolean {
  if (error instanceof UnknownKindError) {
    return made.some(object => defines(object, error));
  }
  if (!(error instanceof ApiError)) return false;
  if (error.status === 400) return /not support dry.?run/i.test(error.message);
  if (error.status !== 403 && error.status !== 404) return false;
  const { message } = error;
  return made.some(object => isMissingIn(message, object));
}

function defines(
  object: KubeObject,
  { apiVersion, kind }: UnknownKindError,
): boolean {
  const defined = definedKind(object);
  return defined?.group === groupOf(apiVersion) && defined.kind === kind;
}

/** The server says which object it did not find by kind, written in several ways, and name. */
function isMissingIn(message: string, { kind, metadata }: KubeObject): boolean {
  const words = message.split(/[^A-Za-z0-9.-]+/);
  return (
    /not found|was found/.test(message) &&
    words.includes(metadata.name) &&
    message
      .toLocaleLowerCase('en-US')
      .replace(/\s/g, '')
      .includes(kind.toLocaleLowerCase('en-US'))
  );
}

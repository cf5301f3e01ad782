import { KubeObject } from '../../model/kubeObject';
import { comparable } from './comparable';
import { maskSecret } from './secrets';
import { unifiedDiff } from './unifiedDiff';
import { yamlText } from './yamlText';

/** How an object changes. */
export type ObjectDiff =
  | { changed: false }
  /** Without a `diff` where it would say nothing. */
  | { changed: true; diff?: string };

/**
 * Compares two states of one object in what templates decide. Values of Secrets are masked; which of them
 * change is still to be seen.
 */
export function objectDiff(before: KubeObject, after: KubeObject): ObjectDiff {
  const old = comparable(before);
  const next = comparable(after);
  if (yamlText(old) === yamlText(next)) return { changed: false };
  const diff = unifiedDiff(
    yamlText(maskSecret(old)),
    yamlText(maskSecret(next, old)),
  );
  return { changed: true, ...(diff !== undefined && { diff }) };
}

/** What an object is shown as: as YAML, masked, without what the server keeps for itself. */
export function objectText(object: KubeObject): string {
  return yamlText(maskSecret(comparable(object)));
}

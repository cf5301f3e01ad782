import { Evidence, Explanation, Hint } from 'backstage-plugin-stagings-common';
import { describeObject, identityOf, KubeObject } from '../model/kubeObject';

/** Texts from the cluster are cut to this many characters: some dump whole pod templates. */
const MAX_CLUSTER_TEXT = 300;

/** The first line of a text from the cluster, without what must not or need not be shown. */
export function clusterText(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  const shown = line.split(': Invalid value:')[0] ?? line;
  return shown.length > MAX_CLUSTER_TEXT
    ? `${shown.slice(0, MAX_CLUSTER_TEXT)}…`
    : shown;
}

/** How messages name an object of the cluster: `Deployment web`. */
export function nameObject(object: KubeObject): string {
  return describeObject(identityOf(object));
}

/** Names an object as evidence. */
export function evidenceOf(object: KubeObject): Evidence {
  const { name, namespace } = object.metadata;
  return {
    object: { kind: object.kind, name, ...(namespace && { namespace }) },
  };
}

export function forEngineer(text: string): Hint {
  return { text, audience: 'engineer' };
}

export function forPlatform(text: string): Hint {
  return { text, audience: 'platform' };
}

/** An explanation about one object; `evidence` adds to its name. */
export function explainObject(
  object: KubeObject,
  reason: string,
  message: string,
  more: { evidence?: Evidence; hint?: Hint } = {},
): Explanation {
  return {
    reason,
    message,
    evidence: { ...evidenceOf(object), ...more.evidence },
    ...(more.hint && { hint: more.hint }),
  };
}

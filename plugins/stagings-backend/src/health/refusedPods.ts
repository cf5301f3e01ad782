import { Explanation, Hint } from 'backstage-plugin-stagings-common';
import { KubeObject } from '../model/kubeObject';
import { clusterText, explainObject, forPlatform, nameObject } from './explain';

/** Why the API server refuses pods: only the text tells. */
const REFUSALS: ReadonlyArray<{
  reason: string;
  text: RegExp;
  says: (match: RegExpExecArray) => string;
  hint: Hint;
}> = [
  {
    reason: 'QuotaExceeded',
    text: /exceeded quota: (.+)/,
    says: match => `exceeded quota ${match[1]}`,
    hint: forPlatform('Raise the quota, or archive stagings that nobody uses.'),
  },
  {
    reason: 'QuotaExceeded',
    text: /failed quota: (.+)/,
    says: match => `quota ${match[1]}`,
    hint: forPlatform('Let the template state what the quota asks for.'),
  },
  {
    reason: 'PodSecurityViolated',
    text: /violates PodSecurity "([^"]+)": (.+)/,
    says: match =>
      `they violate the Pod Security level ${match[1]}: ${match[2]}`,
    hint: forPlatform('Change the securityContext in the template.'),
  },
  {
    reason: 'LimitExceeded',
    text: /(?:maximum|minimum) .+ is .+/,
    says: match => match[0],
    hint: forPlatform('Let the template ask for what the LimitRange allows.'),
  },
];

/** A new namespace is without its service account for a moment, longer when the controllers have just started. */
const ACCOUNT_NOT_YET = /service ?account "default" not found/;

/** Whether a refusal ends by itself: the controller of the pods goes on trying. */
export function isPassingRefusal(text: string): boolean {
  return ACCOUNT_NOT_YET.test(text);
}

/**
 * Explains that the API server does not let a workload create pods.
 * @param text - of the event or condition that says so
 */
export function explainRefusedPods(
  workload: KubeObject,
  text: string,
): Explanation {
  const shown = clusterText(text);
  const matches = REFUSALS.flatMap(({ reason, text: pattern, says, hint }) => {
    const match = pattern.exec(shown);
    return match ? [{ reason, says: says(match), hint }] : [];
  });
  const { reason, says, hint } = matches[0] ?? {
    reason: 'PodsRefused',
    says: shown,
    hint: forPlatform('Correct the template or the rules of the cluster.'),
  };
  return explainObject(
    workload,
    reason,
    `${nameObject(workload)} cannot create its pods: ${says}`,
    { evidence: { event: shown }, hint },
  );
}

import { kindKey } from '../model/podTemplate';
import { textAt } from '../model/read';
import { PolicyRule } from './types';

/** A token in a Secret never ends. Those that pods get by themselves do, and go with the pod. */
export const serviceAccountTokens: PolicyRule = {
  name: 'ServiceAccountToken',
  advice:
    'Use the token that the pod has at /var/run/secrets/kubernetes.io/serviceaccount, or allow it in the template: allowServiceAccountTokens: true.',
  check({ object }, options) {
    if (options.allowServiceAccountTokens) return [];
    if (kindKey(object) !== '/Secret') return [];
    if (textAt(object, 'type') !== 'kubernetes.io/service-account-token') {
      return [];
    }
    const account =
      object.metadata.annotations?.['kubernetes.io/service-account.name'];
    return [
      {
        path: 'type',
        says: `makes a lasting token of the account ${account ?? '(unnamed)'}`,
      },
    ];
  },
};

import { ApiError } from '../../cluster/errors';
import { explainFailure } from './explain';

/** What a refusal of the cluster, in its own words, comes to. */
function explain(message: string) {
  const { explanation, type } = explainFailure(
    new ApiError({
      cluster: 'staging',
      verb: 'apply',
      status: 403,
      reason: 'Forbidden',
      message,
      causes: [],
      recovering: false,
      object: {
        group: 'networking.k8s.io',
        kind: 'Ingress',
        namespace: 'stg-shop',
        name: 'web',
      },
    }),
  );
  return { type, ...explanation };
}

it.each([
  [
    'ingresses.networking.k8s.io "web" is forbidden: User "system:serviceaccount:stagings:stagings" cannot patch resource "ingresses" in API group "networking.k8s.io" in the namespace "stg-shop"',
    "The cluster staging refused Ingress web: the portal's account cannot patch ingresses in stg-shop",
    "Grant it to system:serviceaccount:stagings:stagings: add { apiGroups: ['networking.k8s.io'], resources: [ingresses], verbs: [get, list, watch, create, patch, delete] } to the rules of its role.",
  ],
  [
    'namespaces is forbidden: User "ci" cannot create resource "namespaces" in API group "" at the cluster scope',
    "The cluster staging refused Ingress web: the portal's account cannot create namespaces in the whole cluster",
    "Grant it to ci: add { apiGroups: [''], resources: [namespaces], verbs: [get, list, watch, create, patch, delete] } to the rules of its role.",
  ],
  [
    'pods "web" is forbidden: User "ci" cannot get resource "pods/log" in API group "" in the namespace "stg-shop"',
    "The cluster staging refused Ingress web: the portal's account cannot get pods/log in stg-shop",
    "Grant it to ci: add { apiGroups: [''], resources: [pods/log], verbs: [get] } to the rules of its role.",
  ],
])('names the right that is missing: %s', (said, message, hint) => {
  expect(explain(said)).toMatchObject({
    type: 'terminal',
    reason: 'Rbac',
    message,
    hint: { text: hint, audience: 'platform' },
  });
});

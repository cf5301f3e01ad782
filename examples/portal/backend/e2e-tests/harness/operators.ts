import { AdminCall } from './leastPrivilege';

const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';

/** A kind of an operator that the suite stands in for. */
export interface OperatorKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
}

async function succeed(answer: ReturnType<AdminCall>): Promise<void> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(`The API server said ${status}: ${text}`);
}

/**
 * Makes the definitions of operators' kinds, without their operators. They stay: others may use the cluster
 * as well.
 */
export async function defineKinds(
  call: AdminCall,
  kinds: readonly OperatorKind[],
): Promise<void> {
  for (const { group, version, kind, plural } of kinds) {
    const name = `${plural}.${group}`;
    const schema = {
      openAPIV3Schema: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
      },
    };
    await succeed(
      call(
        'PATCH',
        `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}?fieldManager=e2e&force=true`,
        {
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: { name },
          spec: {
            group,
            scope: 'Namespaced',
            names: { kind, plural, singular: kind.toLowerCase() },
            versions: [{ name: version, served: true, storage: true, schema }],
          },
        },
        APPLY,
      ),
    );
  }
}

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/** Gives the portal's account more rights than those that the documentation publishes. */
export async function grantPortal(
  call: AdminCall,
  name: string,
  rules: readonly Rule[],
): Promise<void> {
  const base = '/apis/rbac.authorization.k8s.io/v1';
  await succeed(
    call(
      'PATCH',
      `${base}/clusterroles/${name}?fieldManager=e2e&force=true`,
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name },
        rules,
      },
      APPLY,
    ),
  );
  await succeed(
    call(
      'PATCH',
      `${base}/clusterrolebindings/${name}?fieldManager=e2e&force=true`,
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name,
        },
        subjects: [
          { kind: 'ServiceAccount', name: 'stagings', namespace: 'stagings' },
        ],
      },
      APPLY,
    ),
  );
}

/** Writes the conditions that the operator of an object would write; false while there is no such object. */
export async function reportConditions(
  call: AdminCall,
  { group, version, plural }: OperatorKind,
  object: { namespace: string; name: string },
  conditions: readonly object[],
): Promise<boolean> {
  const { namespace, name } = object;
  const { status, text } = await call(
    'PATCH',
    `/apis/${group}/${version}/namespaces/${namespace}/${plural}/${name}`,
    { status: { conditions } },
    MERGE,
  );
  if (status >= 300 && status !== 404) throw new Error(`${status}: ${text}`);
  return status < 300;
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StagingsClient } from 'backstage-plugin-stagings-common';
import { parseAllDocuments } from 'yaml';
import { AdminCall } from './leastPrivilege';
import { Portal } from './portal';
import { clientOf } from './suite';

const RBAC = 'rbac.authorization.k8s.io/v1';
const docs = resolve(__dirname, '../../../../../docs');

/** A client that calls as one of the platform team, who are the demo's administrators. */
export async function platformClient(portal: Portal): Promise<StagingsClient> {
  return clientOf(portal, await platformToken(portal));
}

/** What one of the platform team signs in with. */
export async function platformToken(portal: Portal): Promise<string> {
  const answer = await fetch(`${portal.url}/api/auth/pat/refresh`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  const { backstageIdentity } = (await answer.json()) as {
    backstageIdentity: { token: string };
  };
  return backstageIdentity.token;
}

/**
 * Gives the portal's account the rights that the documentation tells of for templates with definitions, and
 * those on the objects of one kind. Answers what takes them back.
 */
export async function grantDefinitions(
  call: AdminCall,
  kind: { group: string; plural: string },
): Promise<() => Promise<void>> {
  const published = parseAllDocuments(
    readFileSync(resolve(docs, 'cluster-role-definitions.yaml'), 'utf8'),
  ).map(document => document.toJS() as Manifest);
  const name = `stagings-${kind.plural}`;
  const own: Manifest[] = [
    {
      apiVersion: RBAC,
      kind: 'ClusterRole',
      metadata: { name },
      rules: [
        {
          apiGroups: [kind.group],
          resources: [kind.plural],
          verbs: ['get', 'list', 'create', 'patch', 'delete'],
        },
      ],
    },
    {
      apiVersion: RBAC,
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
  ];
  const manifests = [...published, ...own];
  for (const manifest of manifests) {
    await succeed(
      manifest,
      call(
        'PATCH',
        `${pathOf(manifest)}?fieldManager=e2e&force=true`,
        manifest,
        'application/apply-patch+yaml',
      ),
    );
  }
  return async () => {
    for (const manifest of manifests) {
      await succeed(
        manifest,
        call('DELETE', pathOf(manifest), '', 'application/json'),
      );
    }
  };
}

function pathOf({ kind, metadata }: Manifest): string {
  return `/apis/${RBAC}/${kind.toLowerCase()}s/${metadata.name}`;
}

async function succeed(
  { metadata }: Manifest,
  answer: ReturnType<AdminCall>,
): Promise<void> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(`${metadata.name}: ${text}`);
}

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  [field: string]: unknown;
}

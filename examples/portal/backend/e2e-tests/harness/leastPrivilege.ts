import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const docs = resolve(__dirname, '../../../../../docs');

/** A call to the API server with the rights of an administrator. Objects are sent as JSON, text as it is. */
export type AdminCall = (
  method: string,
  path: string,
  body: object | string,
  contentType: string,
) => Promise<{ status: number; text: string }>;

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

const plurals: Record<string, string> = {
  Namespace: 'namespaces',
  ServiceAccount: 'serviceaccounts',
  Secret: 'secrets',
  ClusterRole: 'clusterroles',
  ClusterRoleBinding: 'clusterrolebindings',
  Role: 'roles',
  RoleBinding: 'rolebindings',
};

/**
 * Makes the account that the documentation tells people to make, and answers a token of it: the suite then
 * proves that those rights suffice.
 */
export async function publishedAccount(call: AdminCall): Promise<string> {
  await applyAll(call, readDocument('cluster-role.yaml'));
  return tokenOf(call, 'stagings');
}

/** As {@link publishedAccount}, for an account that may do nothing but in one existing namespace. */
export async function publishedNamespacedAccount(
  call: AdminCall,
  namespace: string,
): Promise<string> {
  const role = readDocument('role.yaml').replaceAll('team-shop', namespace);
  await applyAll(call, role);
  return tokenOf(call, 'stagings-namespaced');
}

function readDocument(name: string): string {
  return readFileSync(resolve(docs, name), 'utf8');
}

async function applyAll(call: AdminCall, yaml: string): Promise<void> {
  for (const document of parseAllDocuments(yaml)) {
    const manifest = document.toJS() as Manifest;
    await succeed(
      call(
        'PATCH',
        `${pathOf(manifest)}?fieldManager=e2e&force=true`,
        manifest,
        'application/apply-patch+yaml',
      ),
    );
  }
}

async function tokenOf(call: AdminCall, account: string): Promise<string> {
  const answer = await succeed(
    call(
      'POST',
      `/api/v1/namespaces/stagings/serviceaccounts/${account}/token`,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 7200 },
      },
      'application/json',
    ),
  );
  return JSON.parse(answer).status.token;
}

function pathOf({ apiVersion, kind, metadata }: Manifest): string {
  const base = apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
  const namespace = metadata.namespace
    ? `/namespaces/${metadata.namespace}`
    : '';
  return `${base}${namespace}/${plurals[kind]}/${metadata.name}`;
}

async function succeed(answer: ReturnType<AdminCall>): Promise<string> {
  const { status, text } = await answer;
  if (status >= 300)
    throw new Error(`The API server answered ${status}: ${text}`);
  return text;
}

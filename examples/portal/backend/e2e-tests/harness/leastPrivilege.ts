import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const ROLE = resolve(__dirname, '../../../../../docs/cluster-role.yaml');

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
};

/**
 * Makes the account that the documentation tells people to make, and answers a token of it: the suite then
 * proves that those rights suffice.
 */
export async function publishedAccount(call: AdminCall): Promise<string> {
  const documents = parseAllDocuments(readFileSync(ROLE, 'utf8'));
  for (const document of documents) {
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
  const answer = await succeed(
    call(
      'POST',
      '/api/v1/namespaces/stagings/serviceaccounts/stagings/token',
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

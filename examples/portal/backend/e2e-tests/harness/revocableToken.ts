import { AdminCall } from './leastPrivilege';

const ACCOUNT = '/api/v1/namespaces/stagings/serviceaccounts/stagings';
const SECRETS = '/api/v1/namespaces/stagings/secrets';

/** A token of the published account that can be taken back. */
export interface RevocableToken {
  text: string;
  /** The API server goes on believing the token for some seconds. */
  revoke(): Promise<void>;
}

let number = 0;

/** A token that is bound to a Secret of its own, and ends with it. */
export async function revocableToken(call: AdminCall): Promise<RevocableToken> {
  const name = `e2e-token-${Date.now().toString(36)}-${++number}`;
  const secret = await send(call, SECRETS, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
  });
  const { uid } = secret.metadata;
  const request = await send(call, `${ACCOUNT}/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: {
      expirationSeconds: 3600,
      boundObjectRef: { apiVersion: 'v1', kind: 'Secret', name, uid },
    },
  });
  return {
    text: request.status.token,
    async revoke() {
      await call('DELETE', `${SECRETS}/${name}`, '', 'application/json');
    },
  };
}

async function send(call: AdminCall, path: string, body: object) {
  const answer = await call('POST', path, body, 'application/json');
  if (answer.status !== 201) throw new Error(`${path}: ${answer.text}`);
  return JSON.parse(answer.text);
}

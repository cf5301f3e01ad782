const KEY_BYTES = 16;

/**
 * Gives the same request the same key, however often it is sent, and a request that differs another one: so
 * a retry creates nothing twice, and a corrected form is not taken for a retry.
 */
export function createIdempotencyKeys(): (request: object) => string {
  const keys = new Map<string, string>();
  return request => {
    const content = JSON.stringify(request);
    const key = keys.get(content) ?? randomKey();
    keys.set(content, key);
    return key;
  };
}

// Not randomUUID: that one is missing where the portal is served without TLS.
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

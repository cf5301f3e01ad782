import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const ID_BYTES = 6;

/** A value that cannot be read: its key is not configured any more, or somebody changed it. */
export class SealError extends Error {
  readonly name = 'SealError';

  constructor(readonly problem: 'unknown-key' | 'damaged', cause?: unknown) {
    super(
      problem === 'unknown-key'
        ? 'the key that it was sealed with is not among stagings.secrets.keys'
        : 'what the database holds of it was changed',
      { cause },
    );
  }
}

/** What a sealed value belongs to: it opens nowhere else. */
export interface SealedPlace {
  stagingId: string;
  /** Dotted path of the parameter. */
  parameter: string;
}

interface VaultKey {
  id: string;
  key: Buffer;
}

/** Seals texts, so that whoever reads the database cannot read them. */
export class Vault {
  private readonly keys: readonly VaultKey[];

  /** @param keys - the first one seals; all of them open */
  constructor(keys: readonly string[]) {
    this.keys = keys.map(deriveKey);
  }

  seal(text: string, place: SealedPlace): string {
    const [current] = this.keys;
    if (!current) throw new Error('There is no key to seal values with');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, current.key, iv);
    cipher.setAAD(boundTo(place));
    const sealed = Buffer.concat([
      iv,
      cipher.update(text, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return [VERSION, current.id, sealed.toString('base64url')].join('.');
  }

  /** @throws SealError */
  open(sealed: string, place: SealedPlace): string {
    const [version, id, content = ''] = sealed.split('.');
    const known = this.keys.find(key => key.id === id);
    if (version !== VERSION || !known) throw new SealError('unknown-key');
    const bytes = Buffer.from(content, 'base64url');
    try {
      const decipher = createDecipheriv(
        CIPHER,
        known.key,
        bytes.subarray(0, IV_BYTES),
        { authTagLength: TAG_BYTES },
      );
      decipher.setAAD(boundTo(place));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch (error) {
      throw new SealError('damaged', error);
    }
  }

  /** Whether a value was sealed with the key that seals now. */
  isCurrent(sealed: string): boolean {
    return sealed.split('.')[1] === this.keys[0]?.id;
  }
}

function boundTo({ stagingId, parameter }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([stagingId, parameter]));
}

function deriveKey(secret: string): VaultKey {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, '', `stagings/${purpose}`, bytes));
  return {
    id: derive('key-id', ID_BYTES).toString('hex'),
    key: derive('parameters', KEY_BYTES),
  };
}

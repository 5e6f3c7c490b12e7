import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '~/env.server';

/**
 * Personal fields at rest: AES-256-GCM, bound to shop and column, so that a value moved to another row's column does
 * not open. Layout: length of key id (1), key id, nonce (12), tag (16), ciphertext. The first of SEAL_KEYS seals, all
 * open; a rotated key stays listed until rows are sealed again.
 */
export interface SealContext {
  /** A webhook comes from a domain, before anybody knows whether it is a shop of ours. */
  readonly shopId: bigint | 'none' | `domain:${string}`;
  readonly column: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function seal(plain: string | Buffer, context: SealContext): Buffer {
  const first = env().SEAL_KEYS[0];
  if (!first) throw new Error('SEAL_KEYS is empty');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', first.key, nonce);
  cipher.setAAD(aad(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const id = Buffer.from(first.id);
  return Buffer.concat([Buffer.from([id.length]), id, nonce, cipher.getAuthTag(), body]);
}

/** Throws when the key is unknown or the value was changed or moved. */
export function unseal(sealed: Uint8Array, context: SealContext): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const idLength = bytes[0] ?? 0;
  const id = bytes.subarray(1, 1 + idLength).toString();
  const key = env().SEAL_KEYS.find((candidate) => candidate.id === id)?.key;
  if (!key) throw new Error(`A value is sealed with key "${id}", which SEAL_KEYS does not hold`);
  const rest = bytes.subarray(1 + idLength);
  const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, NONCE_BYTES));
  decipher.setAAD(aad(context));
  decipher.setAuthTag(rest.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(rest.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

export function sealText(text: string | null | undefined, context: SealContext): Buffer | null {
  return text === null || text === undefined || text === '' ? null : seal(text, context);
}

export function unsealText(sealed: Uint8Array | null | undefined, context: SealContext): string | null {
  return sealed ? unseal(sealed, context).toString('utf8') : null;
}

function aad({ shopId, column }: SealContext): Buffer {
  return Buffer.from(`${shopId}|${column}`);
}

const derived = new Map<string, Buffer>();

/** A key for one purpose, derived from HASH_KEY: look-up hashes, signed links. */
export function keyFor(purpose: string): Buffer {
  let key = derived.get(purpose);
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', env().HASH_KEY, 'carafe', purpose, 32));
    derived.set(purpose, key);
  }
  return key;
}

/** Keyed hash for look-ups within one shop, 32 bytes: equal input, equal hash; useless without HASH_KEY. */
export function lookupHash(
  shopId: bigint,
  purpose: 'email' | 'phone' | 'address' | 'customer' | 'name',
  value: string,
): Buffer {
  return createHmac('sha256', keyFor(`lookup:${purpose}`))
    .update(`${shopId}|${value}`)
    .digest();
}

/** One address, one form: trimmed and lower case. Null for what is not a single plain address. */
export function normaliseEmail(email: string | null | undefined): string | null {
  const trimmed = email?.trim().toLowerCase() ?? '';
  return /^[^\s@<>",;:\\()[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\.[a-z0-9-]{2,63}$/.test(
    trimmed,
  ) && !trimmed.includes('..')
    ? trimmed
    : null;
}

export function emailHash(shopId: bigint, email: string | null | undefined): Buffer | null {
  const normal = normaliseEmail(email);
  return normal ? lookupHash(shopId, 'email', normal) : null;
}

import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Did Shopify sign these bytes? `signature` is X-Shopify-Hmac-Sha256: base64 of HMAC-SHA256 over the raw body. While a
 * secret is rotated Shopify signs with the oldest that is not revoked, so any of `secrets` will do.
 */
export function isSigned(body: Buffer, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature, 'base64');
  let found = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(body).digest();
    if (given.length === expected.length && timingSafeEqual(given, expected)) found = true;
  }
  return found;
}

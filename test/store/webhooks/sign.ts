import { createHmac } from 'node:crypto';

/** X-Shopify-Hmac-Sha256: base64 HMAC-SHA256 over the raw body with the app's secret. */
export function signBody(body: Buffer | string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

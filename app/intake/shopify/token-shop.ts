import { isShopDomain } from '~/intake/shopify/shop-domain';

/**
 * The shop that the session token of a request is for: null when the request has none that can be read, 'malformed' when
 * what it says is no shop of Shopify's. Read without a look at the signature: it opens nothing, and only says what need not be tried.
 */
export function tokenShop(request: Request): string | 'malformed' | null {
  const [, fromHeader] = /^Bearer (.+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
  const token = fromHeader ?? new URL(request.url).searchParams.get('id_token');
  const claims = token ? claimsOf(token) : null;
  if (!claims) return null;
  const { dest } = claims;
  // The library looks up what a token's "dest" names, and sends our secret to that address for an access token.
  if (typeof dest !== 'string' || !URL.canParse(dest)) return 'malformed';
  const { protocol, host } = new URL(dest);
  return protocol === 'https:' && isShopDomain(host) ? host : 'malformed';
}

function claimsOf(token: string): { readonly dest?: unknown } | null {
  const [, claims = ''] = token.split('.');
  try {
    return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

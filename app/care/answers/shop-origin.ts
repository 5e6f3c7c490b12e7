/**
 * The origin of a shop's storefront, from the address that Shopify told us, else its permanent domain. A link in a mail
 * leads here and nowhere else.
 */
export function shopOrigin(shop: {
  readonly storefrontUrl: string | null;
  readonly domain: string;
}): string | null {
  for (const address of [shop.storefrontUrl, `https://${shop.domain}`]) {
    if (!address || !URL.canParse(address)) continue;
    const url = new URL(address);
    if (url.protocol === 'https:' || url.protocol === 'http:') return url.origin;
  }
  return null;
}

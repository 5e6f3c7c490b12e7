/** Whether a text is the address of a shop, as Shopify names them: it stands in headers and in links of ours. */
export function isShopDomain(domain: string): boolean {
  return domain.length <= 255 && /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(domain);
}

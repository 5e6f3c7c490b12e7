export interface CartItem {
  readonly shopifyVariantId: string;
  readonly quantity: number;
}

const MOST_ITEMS = 20;

/**
 * A cart that is filled by its address, on the shop's own origin; Shopify opens the checkout for it, where the quantity
 * stays as it is. The token comes back with the order as an attribute of the cart, which is how an order says that it
 * came through this link.
 *
 * @returns the shop's front page when nothing can be bought
 * @example cartPermalink('https://shop.example', [{ shopifyVariantId: 'gid://shopify/ProductVariant/7', quantity: 2 }], 'tok')
 *   // https://shop.example/cart/7:2?attributes%5Bcarafe%5D=tok&ref=carafe
 */
export function cartPermalink(origin: string, items: readonly CartItem[], token: string): string {
  const cart = items.slice(0, MOST_ITEMS).flatMap(({ shopifyVariantId, quantity }) => {
    const id = /(\d+)$/.exec(shopifyVariantId)?.[1];
    return id ? [`${id}:${Math.min(99, Math.max(1, Math.floor(quantity)))}`] : [];
  });
  const url = new URL(cart.length > 0 ? `/cart/${cart.join(',')}` : '/', origin);
  url.searchParams.set('attributes[carafe]', token);
  url.searchParams.set('ref', 'carafe');
  return url.toString();
}

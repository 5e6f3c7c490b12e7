/** An order of Ada's in euros, as the Admin API tells it; its id is the number in its name. */
export function orderNode(
  name: string,
  {
    at,
    subtotal,
    lines,
  }: { readonly at: string; readonly subtotal: string; readonly lines: readonly object[] },
) {
  return {
    id: `gid://shopify/Order/${name.slice(1)}`,
    name,
    email: 'ada@example.com',
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    currencyCode: 'EUR',
    subtotalPriceSet: { shopMoney: { amount: subtotal } },
    lineItems: { nodes: lines },
  };
}

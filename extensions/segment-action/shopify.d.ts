import '@shopify/ui-extensions';

//@ts-ignore
declare module './src/segment-action.tsx' {
  const shopify: import('@shopify/ui-extensions/admin.customer-segment-details.action.render').Api;
  const globalThis: { shopify: typeof shopify };
}

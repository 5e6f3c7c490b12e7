/**
 * Starts the local store by itself: npx tsx test/store/run-store.ts
 *
 * STORE_PORT, STORE_SMTP_PORT, SHOP_DOMAIN, SHOPIFY_API_KEY, SHOPIFY_API_SECRET, SHOPIFY_APP_URL and CLOCK_FILE are
 * read when they are set; everything has a default. Stops at SIGINT and SIGTERM.
 */
import { startStore } from './start-store';

const { env } = process;
const numberOf = (text: string | undefined) => (text ? Number(text) : undefined);

const store = await startStore({
  port: numberOf(env.STORE_PORT),
  smtpPort: numberOf(env.STORE_SMTP_PORT),
  shopDomain: env.SHOP_DOMAIN || undefined,
  apiKey: env.SHOPIFY_API_KEY || undefined,
  apiSecret: env.SHOPIFY_API_SECRET || undefined,
  appUrl: env.SHOPIFY_APP_URL || undefined,
  clockFile: env.CLOCK_FILE || undefined,
});
const name = store.shopDomain.replace('.myshopify.com', '');
console.log(
  `admin      ${store.url}/store/${name}\nshop       ${store.url}/\nmailbox    ${store.url}/mailbox\nSMTP       ${store.smtp.url}`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void store.stop().then(() => process.exit(0));
  });

import { makeSessionToken } from '../store/oauth/session-token';
import type { RunningStore } from '../store/start-store';
import { staff } from '../store/store-options';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/**
 * Opens a page of the app as the admin's frame does, with a session token; the app exchanges it and installs itself. Not
 * its home: that leads to the welcome once, and once is for whoever looks at the demo.
 */
export async function installApp(store: RunningStore, appUrl: string): Promise<void> {
  const [user] = staff;
  if (!user) throw new Error('The store has no staff');
  const { shopDomain, apiKey, apiSecret } = store;
  const token = makeSessionToken({ shopDomain, apiKey, apiSecret, user, sessionId: 'install' });
  const host = Buffer.from(`admin.shopify.com/store/${shopDomain.replace('.myshopify.com', '')}`).toString(
    'base64url',
  );
  const query = new URLSearchParams({ embedded: '1', shop: shopDomain, host, id_token: token });
  const answer = await fetch(`${appUrl}/app/queue?${query}`, {
    headers: { 'User-Agent': CHROME, Accept: 'text/html' },
    redirect: 'manual',
  });
  await answer.arrayBuffer();
  if (!answer.ok)
    throw new Error(`The app's page answered ${answer.status} when it was opened from the admin.`);
}

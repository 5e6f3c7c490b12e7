import { Session } from '@shopify/shopify-api';
import { env } from '~/env.server';
import { sessionStorage } from '~/intake/shopify/access-token.server';
import { type RunningStore, startStore } from '../../store/start-store';
import type { StoreOptions } from '../../store/store-options';

/** The local store, with this process as its app: calls go there, and a token of its own is in the session storage. */
export async function connectStore(options: StoreOptions = {}): Promise<RunningStore> {
  const store = await startStore({
    apiKey: env().SHOPIFY_API_KEY,
    apiSecret: env().SHOPIFY_API_SECRET,
    withHistory: false,
    ...options,
  });
  Object.assign(env(), { LOCAL_STORE_URL: store.url });
  await giveToken(store);
  return store;
}

/** Exchanges a session token of the store's staff for an offline token, as the library does when the app is opened. */
export async function giveToken(store: RunningStore): Promise<void> {
  const { makeSessionToken } = await import('../../store/oauth/session-token');
  const user = { id: 1, firstName: 'Nora', lastName: 'P', email: 'nora@example.com', locale: 'en' };
  const subject = makeSessionToken({
    shopDomain: store.shopDomain,
    apiKey: store.apiKey,
    apiSecret: store.apiSecret,
    user,
    sessionId: 'test',
  });
  const response = await fetch(`${store.url}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      client_id: store.apiKey,
      client_secret: store.apiSecret,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: subject,
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
    }),
  });
  const answer = (await response.json()) as { access_token: string; refresh_token: string; scope: string };
  await sessionStorage().storeSession(
    new Session({
      id: `offline_${store.shopDomain}`,
      shop: store.shopDomain,
      state: '',
      isOnline: false,
      accessToken: answer.access_token,
      expires: new Date(Date.now() + 3_600_000),
      refreshToken: answer.refresh_token,
      refreshTokenExpires: new Date(Date.now() + 90 * 86_400_000),
      scope: answer.scope,
    }),
  );
}

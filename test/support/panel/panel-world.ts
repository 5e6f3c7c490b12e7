import { createHmac, randomUUID } from 'node:crypto';
import { makePanelShop, type PanelShop } from '../../factories/panel-shop';
import { type RunningStore, startStore } from '../../store/start-store';

/** A shop whose rows are there, whose token endpoint answers, and whose staff can ask the panel for pages. */
export interface PanelWorld extends PanelShop {
  readonly store: RunningStore;
  readonly at: Date;
  /** A request as App Bridge sends it, with a fresh session token. */
  request(path: string, init?: RequestInit & { json?: unknown }): Request;
  token(overrides?: Record<string, unknown>): string;
  stop(): Promise<void>;
}

const PLAIN_CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs a session token as Shopify does: HS256 with the app's secret. */
export function sessionToken(
  { apiKey, apiSecret, shopDomain }: { apiKey: string; apiSecret: string; shopDomain: string },
  overrides: Record<string, unknown> = {},
): string {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://${shopDomain}/admin`,
    dest: `https://${shopDomain}`,
    aud: apiKey,
    sub: '89705382102',
    exp: nowSeconds + 60,
    nbf: nowSeconds - 5,
    iat: nowSeconds - 5,
    jti: randomUUID(),
    sid: 'panel-test',
    ...overrides,
  };
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
  return `${signed}.${createHmac('sha256', apiSecret).update(signed).digest('base64url')}`;
}

/** Starts the local store and points this process at it; call it before the first import of the app. */
export async function startPanelWorld(
  options: { crowd?: number; shopDomain?: string } = {},
): Promise<PanelWorld> {
  const store = await startPanelStore(options.shopDomain);
  const at = new Date(store.clock.now());
  const made = await makePanelShop({
    shopId: BigInt(store.world.shop.id),
    domain: store.shopDomain,
    at,
    crowd: options.crowd ?? 0,
  });
  const token = (overrides?: Record<string, unknown>) => sessionToken(store, overrides);
  return {
    ...made,
    store,
    at,
    token,
    request: (path, { json, ...init } = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('Authorization')) headers.set('Authorization', `Bearer ${token()}`);
      headers.set('User-Agent', PLAIN_CHROME);
      if (json !== undefined) headers.set('Content-Type', 'application/json');
      return new Request(new URL(path, 'https://carafe.test'), {
        ...init,
        headers,
        ...(json !== undefined && { method: 'POST', body: JSON.stringify(json) }),
      });
    },
    stop: () => store.stop(),
  };
}

/** The local store alone, and this process pointed at it. */
export async function startPanelStore(shopDomain?: string): Promise<RunningStore> {
  const store = await startStore({ withHistory: false, ...(shopDomain && { shopDomain }) });
  Object.assign(process.env, {
    SHOPIFY_API_KEY: store.apiKey,
    SHOPIFY_API_SECRET: store.apiSecret,
    LOCAL_STORE_URL: store.url,
  });
  return store;
}

/** What a loader or action refused with. */
export async function refusalOf(work: Promise<unknown>): Promise<Response> {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
  throw new Error('nothing was refused');
}

import '@shopify/shopify-app-remix/adapters/node';
import { LogSeverity } from '@shopify/shopify-api';
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { log } from '~/base/lib/logger.server';
import { env } from '~/env.server';
import { offlineId, sessionStorage } from '~/intake/shopify/access-token.server';
import { API_VERSION } from '~/intake/shopify/api-version';
import { sendCallsToLocalStore } from '~/intake/shopify/local-store-seam.server';
import { isShopDomain } from '~/intake/shopify/shop-domain';
import { tokenShop } from '~/intake/shopify/token-shop';
import { installShop } from '~/intake/shops/install-shop.server';

function createApp() {
  sendCallsToLocalStore();
  return shopifyApp({
    apiKey: env().SHOPIFY_API_KEY,
    apiSecretKey: env().SHOPIFY_API_SECRET,
    apiVersion: API_VERSION,
    scopes: env().SCOPES?.split(','),
    appUrl: env().SHOPIFY_APP_URL,
    authPathPrefix: '/auth',
    distribution: AppDistribution.AppStore,
    sessionStorage: sessionStorage(),
    hooks: {
      afterAuth: async ({ session }) => {
        await installShop(session.shop);
      },
    },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    // The library's lines quote shops and addresses: only that something was said reaches our log.
    logger: {
      level: LogSeverity.Warning,
      log: async (severity) => {
        if (severity === LogSeverity.Error) log.error('The Shopify library reports an error');
      },
    },
  });
}

let app: ReturnType<typeof createApp> | undefined;

/** The Shopify library, made at first use so that settings can be made before. Auth only: webhooks have a door of their own. */
export function shopify(): ReturnType<typeof createApp> {
  app ??= createApp();
  return app;
}

/** Whether this shop ever gave us access: a shop that did, and fails now, is in trouble and no stranger. */
async function isKnown(shopDomain: string): Promise<boolean> {
  return (await sessionStorage().loadSession(offlineId(shopDomain))) !== undefined;
}

const refused = () =>
  new Response(
    'This session is not of a store that Carafe is installed in. Open Carafe from the apps of your Shopify admin.\n',
    {
      status: 401,
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        // As the library's own refusals: blocks of the admin ask from Shopify's address, and may read why not.
        'Access-Control-Allow-Origin': '*',
      },
    },
  );

export const authenticate = {
  admin: async (request: Request) => {
    // Some pages of the library write it into their Content-Security-Policy as it stands there.
    const shop = new URL(request.url).searchParams.get('shop');
    if (shop && !isShopDomain(shop.toLowerCase())) throw new Response(null, { status: 400 });
    const tokenFor = tokenShop(request);
    if (tokenFor === 'malformed') throw refused();
    try {
      return await shopify().authenticate.admin(request);
    } catch (thrown) {
      const gotNoAccess = thrown instanceof Response && thrown.status === 500 && tokenFor !== null;
      throw gotNoAccess && !(await isKnown(tokenFor)) ? refused() : thrown;
    }
  },
  flow: (request: Request) => shopify().authenticate.flow(request),
};

export function addDocumentResponseHeaders(request: Request, headers: Headers): void {
  shopify().addDocumentResponseHeaders(request, headers);
}

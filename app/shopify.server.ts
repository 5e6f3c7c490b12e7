import '@shopify/shopify-app-remix/adapters/node';
import { LogSeverity } from '@shopify/shopify-api';
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { log } from '~/base/lib/logger.server';
import { env } from '~/env.server';
import { sessionStorage } from '~/intake/shopify/access-token.server';
import { API_VERSION } from '~/intake/shopify/api-version';
import { sendCallsToLocalStore } from '~/intake/shopify/local-store-seam.server';
import { isShopDomain } from '~/intake/shopify/shop-domain';
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

export const authenticate = {
  admin: async (request: Request) => {
    // Some pages of the library write it into their Content-Security-Policy as it stands there.
    const shop = new URL(request.url).searchParams.get('shop');
    if (shop && !isShopDomain(shop.toLowerCase())) throw new Response(null, { status: 400 });
    return shopify().authenticate.admin(request);
  },
  flow: (request: Request) => shopify().authenticate.flow(request),
};

export function addDocumentResponseHeaders(request: Request, headers: Headers): void {
  shopify().addDocumentResponseHeaders(request, headers);
}

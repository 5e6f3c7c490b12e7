import type { Session } from '@shopify/shopify-api';
import { Session as ShopifySession } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma';
import { sessionClient } from '~/db.server';
import { env } from '~/env.server';
import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { storeFetch } from '~/intake/shopify/local-store-seam.server';
import { sealedSessions } from '~/intake/shopify/sealed-sessions.server';

/**
 * The offline token of a shop, fresh enough to use. Token times are real time: the test clock never moves them.
 */
const REFRESH_WHEN_LEFT_MS = 5 * 60_000;
const REFRESH_TIMEOUT_MS = 10_000;

let storage: { client: unknown; sessions: SessionStorage } | undefined;

/** Sessions as the Shopify library and we ourselves keep them: tokens sealed. */
export function sessionStorage(): SessionStorage {
  const client = sessionClient();
  if (storage?.client !== client) {
    const prisma = new PrismaSessionStorage(client as never, {
      connectionRetries: 2,
      connectionRetryIntervalMs: 500,
    });
    storage = { client, sessions: sealedSessions(prisma) };
  }
  return storage.sessions;
}

/** The key under which the library keeps a shop's offline session. */
export const offlineId = (shopDomain: string) => `offline_${shopDomain}`;
const refreshing = new Map<string, Promise<string>>();

/** The token to call a shop with. Throws AdminApiError 'no-access' when there is none, 'retryable' when none can be had now. */
export async function accessToken(shopDomain: string): Promise<string> {
  const session = await sessionStorage().loadSession(offlineId(shopDomain));
  if (!session?.accessToken) throw new AdminApiError('no-access', 'NO_SESSION');
  const leftMs = session.expires ? session.expires.getTime() - Date.now() : Number.POSITIVE_INFINITY;
  return leftMs < REFRESH_WHEN_LEFT_MS
    ? refreshAccessToken(shopDomain, session.accessToken)
    : session.accessToken;
}

/**
 * A new token in place of `stale`, which Shopify refused or which is about to end. Callers that come at once share one
 * refresh; one that comes after another process refreshed takes that token.
 */
export function refreshAccessToken(shopDomain: string, stale: string): Promise<string> {
  const running = refreshing.get(shopDomain);
  if (running) return running;
  const started = refresh(shopDomain, stale).finally(() => refreshing.delete(shopDomain));
  refreshing.set(shopDomain, started);
  return started;
}

async function refresh(shopDomain: string, stale: string): Promise<string> {
  const session = await sessionStorage().loadSession(offlineId(shopDomain));
  if (!session?.accessToken) throw new AdminApiError('no-access', 'NO_SESSION');
  if (session.accessToken !== stale) return session.accessToken;
  if (!session.refreshToken) throw new AdminApiError('no-access', 'NO_REFRESH_TOKEN');
  const answer = await askForToken(shopDomain, session.refreshToken);
  await sessionStorage().storeSession(renewed(session, answer));
  return answer.access_token;
}

interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in?: number;
  readonly refresh_token?: string;
  readonly refresh_token_expires_in?: number;
  readonly scope?: string;
}

async function askForToken(shopDomain: string, refreshToken: string): Promise<TokenAnswer> {
  let response: Response;
  try {
    response = await storeFetch(`https://${shopDomain}/admin/oauth/access_token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({
        client_id: env().SHOPIFY_API_KEY,
        client_secret: env().SHOPIFY_API_SECRET,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      }),
      signal: AbortSignal.timeout(REFRESH_TIMEOUT_MS),
    });
  } catch {
    throw new AdminApiError('retryable', 'TOKEN_UNREACHABLE');
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.status >= 500 || response.status === 429)
    throw new AdminApiError('retryable', `TOKEN_${response.status}`);
  if (!response.ok || !isTokenAnswer(body)) throw new AdminApiError('no-access', `TOKEN_${response.status}`);
  return body;
}

function isTokenAnswer(body: unknown): body is TokenAnswer {
  return typeof body === 'object' && body !== null && typeof (body as TokenAnswer).access_token === 'string';
}

function renewed(session: Session, answer: TokenAnswer): Session {
  const after = (seconds: number | undefined) =>
    seconds === undefined ? undefined : new Date(Date.now() + seconds * 1000);
  return new ShopifySession({
    ...session.toObject(),
    accessToken: answer.access_token,
    expires: after(answer.expires_in),
    refreshToken: answer.refresh_token ?? session.refreshToken,
    refreshTokenExpires: after(answer.refresh_token_expires_in) ?? session.refreshTokenExpires,
    scope: answer.scope ?? session.scope,
  });
}

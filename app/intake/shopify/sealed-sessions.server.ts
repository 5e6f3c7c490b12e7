import { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { seal, unseal } from '~/base/lib/sealed.server';

/**
 * Session storage that never lets a token reach the database in clear text. The library knows sessions by domain,
 * before any shop id, so the seal is bound to the session's id instead.
 */
export function sealedSessions(inner: SessionStorage): SessionStorage {
  return {
    storeSession: (session) => inner.storeSession(mapTokens(session, sealToken)),
    loadSession: async (id) => {
      const session = await inner.loadSession(id);
      return session && opened(session);
    },
    deleteSession: (id) => inner.deleteSession(id),
    deleteSessions: (ids) => inner.deleteSessions(ids),
    findSessionsByShop: async (shop) =>
      (await inner.findSessionsByShop(shop)).flatMap((session) => opened(session) ?? []),
  };
}

const PREFIX = 'sealed:';

function sealToken(token: string, sessionId: string): string {
  return PREFIX + seal(token, { shopId: 'none', column: `session.token|${sessionId}` }).toString('base64');
}

function openToken(token: string, sessionId: string): string {
  if (!token.startsWith(PREFIX)) return token;
  const sealed = Buffer.from(token.slice(PREFIX.length), 'base64');
  return unseal(sealed, { shopId: 'none', column: `session.token|${sessionId}` }).toString('utf8');
}

/** A session whose seal no longer opens (its key was taken away) is no session: the app asks for a new token. */
function opened(session: Session): Session | undefined {
  try {
    return mapTokens(session, openToken);
  } catch {
    return undefined;
  }
}

function mapTokens(session: Session, change: (token: string, sessionId: string) => string): Session {
  const copy = new Session(session.toObject());
  if (copy.accessToken) copy.accessToken = change(copy.accessToken, copy.id);
  if (copy.refreshToken) copy.refreshToken = change(copy.refreshToken, copy.id);
  return copy;
}

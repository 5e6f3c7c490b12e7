import { createHmac, randomUUID } from 'node:crypto';

export type StaffUser = { id: number; firstName: string; lastName: string; email: string; locale: string };

/**
 * A session token as App Bridge hands it out: a JWT (HS256) signed with the app's secret. Lives for a minute of
 * real time, whatever the store's clock says.
 */
export function makeSessionToken(input: {
  shopDomain: string;
  apiKey: string;
  apiSecret: string;
  user: StaffUser;
  sessionId: string;
  /** Seconds; negative for one that has expired. */
  lifetimeSeconds?: number;
}): string {
  const now = Math.floor(Date.now() / 1000);
  const lifetime = input.lifetimeSeconds ?? 60;
  return signJwt(
    {
      iss: `https://${input.shopDomain}/admin`,
      dest: `https://${input.shopDomain}`,
      aud: input.apiKey,
      sub: String(input.user.id),
      exp: now + lifetime,
      nbf: now - 5,
      iat: now - 5,
      jti: randomUUID(),
      sid: input.sessionId,
    },
    input.apiSecret,
  );
}

/** The claims of a session token whose signature and life are good, else null. */
export function readSessionToken(token: string, secret: string): Record<string, unknown> | null {
  const [header, payload, signature] = token.split('.');
  if (!header || !payload || signature !== hs256(`${header}.${payload}`, secret)) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  const now = Date.now() / 1000;
  return typeof claims.exp === 'number' && claims.exp > now - 10 ? claims : null;
}

function signJwt(claims: Record<string, unknown>, secret: string): string {
  const head = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${head}.${body}.${hs256(`${head}.${body}`, secret)}`;
}

function hs256(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

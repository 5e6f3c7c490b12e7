import type { AccessTokens } from './access-tokens';
import { readSessionToken, type StaffUser } from './session-token';

export type TokenAnswer = { status: number; body: Record<string, unknown> };

const hour = 3600;
const day = 24 * hour;

/**
 * POST /admin/oauth/access_token: a session token becomes an online or offline access token, and a refresh token
 * becomes a fresh pair. The answers have the fields that Shopify's have.
 */
export function answerTokenRequest(
  body: Record<string, unknown>,
  context: {
    apiKey: string;
    apiSecret: string;
    scopes: readonly string[];
    tokens: AccessTokens;
    users: readonly StaffUser[];
  },
): TokenAnswer {
  const { apiKey, apiSecret, tokens } = context;
  if (body.client_id !== apiKey || body.client_secret !== apiSecret)
    return refuse(400, 'invalid_client', 'The client credentials are not those of this app');
  const scope = context.scopes.join(',');
  if (body.grant_type === 'refresh_token') {
    if (typeof body.refresh_token !== 'string' || !tokens.check(body.refresh_token, ['refresh']).ok)
      return refuse(400, 'invalid_grant', 'This refresh token is not valid or has expired');
    return { status: 200, body: { ...expiringOffline(tokens), scope } };
  }
  if (body.grant_type !== 'urn:ietf:params:oauth:grant-type:token-exchange')
    return refuse(400, 'unsupported_grant_type', `Unknown grant type ${String(body.grant_type)}`);
  const claims =
    typeof body.subject_token === 'string' ? readSessionToken(body.subject_token, apiSecret) : null;
  if (claims === null) return refuse(400, 'invalid_subject_token', 'The session token is not valid');
  if (body.requested_token_type === 'urn:shopify:params:oauth:token-type:online-access-token')
    return { status: 200, body: onlineToken(context, String(claims.sub), scope) };
  if (body.requested_token_type !== 'urn:shopify:params:oauth:token-type:offline-access-token')
    return refuse(
      400,
      'invalid_request',
      'requested_token_type must be an online or an offline access token',
    );
  const isExpiring = String(body.expiring ?? '0') === '1';
  if (isExpiring) return { status: 200, body: { ...expiringOffline(tokens), scope } };
  return { status: 200, body: { access_token: tokens.issue('offline', { lifetimeSeconds: null }), scope } };
}

function expiringOffline(tokens: AccessTokens) {
  return {
    access_token: tokens.issue('offline', { lifetimeSeconds: hour }),
    expires_in: hour,
    refresh_token: tokens.issue('refresh', { lifetimeSeconds: 90 * day }),
    refresh_token_expires_in: 90 * day,
  };
}

function onlineToken(
  context: { tokens: AccessTokens; users: readonly StaffUser[] },
  subject: string,
  scope: string,
) {
  const user = context.users.find((one) => String(one.id) === subject) ?? context.users[0];
  if (!user) throw new Error('The store has no staff');
  return {
    access_token: context.tokens.issue('online', { lifetimeSeconds: day, userId: user.id }),
    scope,
    expires_in: day - 1,
    associated_user_scope: scope,
    session: null,
    account_number: 0,
    associated_user: {
      id: user.id,
      first_name: user.firstName,
      last_name: user.lastName,
      email: user.email,
      email_verified: true,
      account_owner: user === context.users[0],
      locale: user.locale,
      collaborator: false,
    },
  };
}

function refuse(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } };
}

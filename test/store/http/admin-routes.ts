import type { AdminContext } from '../graphql/admin-context';
import { answerAdmin } from '../graphql/execute-admin';
import type { Throttle } from '../graphql/throttle';
import type { AccessTokens } from '../oauth/access-tokens';
import type { StaffUser } from '../oauth/session-token';
import { answerTokenRequest } from '../oauth/token-endpoint';
import { type ApiFaults, playApiFault, refuseToken, take } from './api-faults';
import type { Exchange } from './exchange';
import { type Route, route } from './router';

export type AdminApi = {
  context: () => AdminContext;
  throttle: Throttle;
  tokens: AccessTokens;
  faults: ApiFaults;
  apiKey: string;
  apiSecret: string;
  users: readonly StaffUser[];
  isInstalled: () => boolean;
  onInstall: () => void;
};

/** What an app's server talks to: the token endpoint, GraphQL, and the files of bulk operations. */
export function adminRoutes(api: AdminApi): Route[] {
  return [
    route('POST', '/admin/oauth/access_token', async (exchange) => {
      if (take(api.faults, 'tokenErrors')) {
        exchange.sendJson(
          { error: 'invalid_grant', error_description: 'Armed fault' },
          api.faults.tokenErrorStatus,
        );
        return;
      }
      const fields = await exchange.readFields();
      const { status, body } = answerTokenRequest(fields, { ...api, scopes: api.context().scopes });
      if (status === 200 && !api.isInstalled()) api.onInstall();
      exchange.sendJson(body, status);
    }),
    route('POST', '/admin/api/:version/graphql.json', (exchange) => graphql(exchange, api)),
    route('GET', '/bulk-results/:name', (exchange) => {
      const file = api.context().bulk.file(Number.parseInt(exchange.params.name ?? '', 10));
      if (file) exchange.send(200, 'application/jsonl', file);
      else exchange.sendJson({ error: 'No such file' }, 404);
    }),
  ];
}

async function graphql(exchange: Exchange, api: AdminApi): Promise<void> {
  if (await playApiFault(api.faults, exchange)) return;
  const token = exchange.headers['x-shopify-access-token'];
  if (typeof token !== 'string' || !api.isInstalled() || !api.tokens.check(token, ['online', 'offline']).ok) {
    refuseToken(exchange);
    return;
  }
  if (exchange.params.version !== '2026-10') {
    exchange.sendJson({ errors: `The local store speaks 2026-10, not ${exchange.params.version}` }, 404);
    return;
  }
  const fields = await exchange.readFields();
  if (typeof fields.query !== 'string') {
    exchange.sendJson({ errors: { query: 'Required parameter missing or invalid' } }, 400);
    return;
  }
  if (take(api.faults, 'throttled')) {
    exchange.sendJson({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: {
        cost: {
          requestedQueryCost: 50,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 20, restoreRate: 100 },
        },
      },
    });
    return;
  }
  const request = {
    query: fields.query,
    variables: (fields.variables ?? {}) as Record<string, unknown>,
    operationName: typeof fields.operationName === 'string' ? fields.operationName : undefined,
  };
  exchange.sendJson(await answerAdmin(request, api.context(), api.throttle));
}

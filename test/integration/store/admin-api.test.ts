import '@shopify/shopify-api/adapters/node';
import { ApiVersion, RequestedTokenType, shopifyApi } from '@shopify/shopify-api';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSessionToken } from '../../store/oauth/session-token';
import { type RunningStore, startStore } from '../../store/start-store';
import { staff } from '../../store/store-options';

let store: RunningStore;
let accessToken: string;
const plainFetch = globalThis.fetch;

function library() {
  return shopifyApi({
    apiKey: store.apiKey,
    apiSecretKey: store.apiSecret,
    hostName: 'app.example.com',
    apiVersion: ApiVersion.October26,
    isEmbeddedApp: true,
    userAgentPrefix: 'test',
    logger: { level: 0 },
  });
}

function sessionToken(lifetimeSeconds?: number): string {
  const [user] = staff;
  if (!user) throw new Error('no staff');
  return makeSessionToken({ ...store, user, sessionId: 's', lifetimeSeconds });
}

type Answer<Data> = {
  status: number;
  data: Data;
  errors: { message: string; extensions: { code: string } }[];
  extensions: { cost: { requestedQueryCost: number; throttleStatus: { currentlyAvailable: number } } };
};

async function graphql<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> {
  const response = await plainFetch(`${store.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': accessToken },
    body: JSON.stringify({ query, variables }),
  });
  return { ...((await response.json()) as Omit<Answer<Data>, 'status'>), status: response.status };
}

beforeAll(async () => {
  store = await startStore();
  setAbstractFetchFunc((input, init) => {
    const url = new URL(typeof input === 'string' ? input : input instanceof URL ? input.href : input.url);
    return plainFetch(`${store.url}${url.pathname}${url.search}`, init);
  });
  const { session } = await library().auth.tokenExchange({
    shop: store.shopDomain,
    sessionToken: sessionToken(),
    requestedTokenType: RequestedTokenType.OfflineAccessToken,
    expiring: true,
  });
  accessToken = session.accessToken ?? '';
});
afterEach(() => store.control.heal());
afterAll(() => store.stop());

describe('tokens', () => {
  it("Shopify's own library exchanges a session token for an expiring offline token and refreshes it", async () => {
    const exchanged = await library().auth.tokenExchange({
      shop: store.shopDomain,
      sessionToken: sessionToken(),
      requestedTokenType: RequestedTokenType.OfflineAccessToken,
      expiring: true,
    });
    expect(exchanged.session.isOnline).toBe(false);
    expect(exchanged.session.expires?.getTime()).toBeGreaterThan(Date.now());
    const refreshed = await library().auth.refreshToken({
      shop: store.shopDomain,
      refreshToken: exchanged.session.refreshToken ?? '',
    });
    expect(refreshed.session.accessToken).toBeTruthy();
    expect(refreshed.session.accessToken).not.toBe(exchanged.session.accessToken);
  });

  it('an online token names the member of staff', async () => {
    const { session } = await library().auth.tokenExchange({
      shop: store.shopDomain,
      sessionToken: sessionToken(),
      requestedTokenType: RequestedTokenType.OnlineAccessToken,
    });
    expect(session.onlineAccessInfo?.associated_user.first_name).toBe('Nora');
  });

  it("Shopify's own library answers a query with the token", async () => {
    const { session } = await library().auth.tokenExchange({
      shop: store.shopDomain,
      sessionToken: sessionToken(),
      requestedTokenType: RequestedTokenType.OfflineAccessToken,
    });
    const client = new (library().clients.Graphql)({ session });
    const answer = await client.request('{ shop { myshopifyDomain } }');
    expect(answer.data).toEqual({ shop: { myshopifyDomain: store.shopDomain } });
  });

  it('the session token passes the library that reads it', async () => {
    const claims = await library().session.decodeSessionToken(sessionToken());
    expect(claims).toMatchObject({
      dest: `https://${store.shopDomain}`,
      aud: store.apiKey,
      sub: String(staff[0]?.id),
    });
  });

  it('a session token that has expired is refused', async () => {
    const response = await plainFetch(`${store.url}/admin/oauth/access_token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        client_id: store.apiKey,
        client_secret: store.apiSecret,
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: sessionToken(-60),
        requested_token_type: RequestedTokenType.OfflineAccessToken,
      }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_subject_token' });
  });

  it('are dead after they were expired, and an uninstall kills them for good', async () => {
    const own = await startStore({ withHistory: false });
    const [user] = staff;
    if (!user) throw new Error('no staff');
    const exchange = async () => {
      const response = await plainFetch(`${own.url}/admin/oauth/access_token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          client_id: own.apiKey,
          client_secret: own.apiSecret,
          grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
          subject_token: makeSessionToken({ ...own, user, sessionId: 's' }),
          requested_token_type: RequestedTokenType.OfflineAccessToken,
        }),
      });
      return ((await response.json()) as { access_token: string }).access_token;
    };
    const statusWith = async (token: string) => {
      const response = await plainFetch(`${own.url}/admin/api/2026-10/graphql.json`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
        body: JSON.stringify({ query: '{ shop { id } }' }),
      });
      return response.status;
    };
    const first = await exchange();
    expect(await statusWith(first)).toBe(200);
    own.control.expireTokens();
    expect(await statusWith(first)).toBe(401);
    const second = await exchange();
    own.control.uninstall();
    expect(await statusWith(second)).toBe(401);
    const third = await exchange();
    expect(await statusWith(third)).toBe(200);
    expect(await statusWith(second)).toBe(401);
    await own.stop();
  });
});

type Page = { orders: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
type UserErrors = { message: string; code?: string }[];
type Money = { shopMoney: { amount: string } };

describe('two shops', () => {
  it('of one app are told apart by the host that a call was meant for', async () => {
    const first = await startStore({ withHistory: false });
    const second = await startStore({
      withHistory: false,
      shopDomain: 'other.myshopify.com',
      shopName: 'Other',
    });
    first.addNeighbour(second);
    const [user] = staff;
    if (!user) throw new Error('no staff');
    const call = (path: string, host: string, body: object, token = '') =>
      plainFetch(`${first.url}${path}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Forwarded-Host': host,
          'X-Shopify-Access-Token': token,
        },
        body: JSON.stringify(body),
      });
    const exchanged = await call('/admin/oauth/access_token', second.shopDomain, {
      client_id: second.apiKey,
      client_secret: second.apiSecret,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: makeSessionToken({ ...second, user, sessionId: 's' }),
      requested_token_type: RequestedTokenType.OfflineAccessToken,
    });
    const { access_token: token } = (await exchanged.json()) as { access_token: string };
    const answer = await call(
      '/admin/api/2026-10/graphql.json',
      second.shopDomain,
      { query: '{ shop { id name } }' },
      token,
    );
    expect(await answer.json()).toMatchObject({ data: { shop: { name: 'Other' } } });
    expect(second.world.shop.id).not.toBe(first.world.shop.id);
    const nobody = await call(
      '/admin/api/2026-10/graphql.json',
      'nobody.myshopify.com',
      { query: '{ shop { id } }' },
      token,
    );
    expect(nobody.status).toBe(404);
    await first.stop();
    await second.stop();
  });
});

describe('GraphQL', () => {
  it('refuses a field that Shopify does not have', async () => {
    const { errors } = await graphql('{ orders(first: 1) { nodes { customerName } } }');
    expect(errors[0]?.message).toContain('Cannot query field "customerName" on type "Order"');
  });

  it('refuses what the granted scopes do not open', async () => {
    const { data, errors } = await graphql('{ giftCards(first: 1) { nodes { id } } }');
    expect(data).toBeNull();
    expect(errors[0]?.extensions.code).toBe('ACCESS_DENIED');
  });

  it('says which field it has nothing for, instead of a quiet null', async () => {
    const { errors } = await graphql('{ products(first: 1) { nodes { combinedListingRole } } }');
    expect(errors[0]?.message).toBe('The local store does not know Product.combinedListingRole');
  });

  it('pages through everything by updated_at exactly once', async () => {
    const since = new Date(store.clock.now() - 20 * 86_400_000).toISOString();
    const expected = [...store.world.orders.values()].filter((order) => order.updatedAt >= Date.parse(since));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: Answer<Page> = await graphql(
        `query ($q: String, $after: String) {
          orders(first: 100, after: $after, query: $q, sortKey: UPDATED_AT) {
            nodes { id updatedAt } pageInfo { hasNextPage endCursor }
          }
        }`,
        { q: `updated_at:>='${since}'`, after },
      );
      seen.push(...data.orders.nodes.map((node) => node.id));
      after = data.orders.pageInfo.hasNextPage ? data.orders.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.length).toBe(expected.length);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('throttles by points, and says how many there are', async () => {
    store.control.drainThrottle();
    const { status, errors, extensions } = await graphql('{ orders(first: 100) { nodes { id } } }');
    expect(status).toBe(200);
    expect(errors[0]?.extensions.code).toBe('THROTTLED');
    expect(extensions.cost.throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 });
    expect(extensions.cost.requestedQueryCost).toBeGreaterThan(
      extensions.cost.throttleStatus.currentlyAvailable,
    );
  });

  it('misbehaves as often as asked: 429, 5xx, THROTTLED, 401', async () => {
    store.control.api({ tooManyRequests: 1, serverErrors: 1, throttled: 1, unauthorized: 1 });
    const statuses = [];
    for (let at = 0; at < 4; at++) statuses.push((await graphqlStatus()).status);
    expect(statuses).toEqual([429, 503, 401, 200]);
    expect((await graphqlStatus()).status).toBe(200);
  });

  it('changes consent and tells the app by webhook topic', async () => {
    const [customer] = [...store.world.customers.values()].filter(
      (one) => one.consent.state === 'SUBSCRIBED',
    );
    const { data } = await graphql<{
      customerEmailMarketingConsentUpdate: {
        customer: { defaultEmailAddress: { marketingState: string } };
        userErrors: UserErrors;
      };
    }>(
      `mutation ($input: CustomerEmailMarketingConsentUpdateInput!) {
        customerEmailMarketingConsentUpdate(input: $input) {
          customer { defaultEmailAddress { marketingState } } userErrors { message code }
        }
      }`,
      {
        input: {
          customerId: `gid://shopify/Customer/${customer?.id}`,
          emailMarketingConsent: { marketingState: 'UNSUBSCRIBED' },
        },
      },
    );
    const answer = data.customerEmailMarketingConsentUpdate;
    expect(answer.userErrors).toEqual([]);
    expect(answer.customer.defaultEmailAddress.marketingState).toBe('UNSUBSCRIBED');
    expect(customer?.consent.state).toBe('UNSUBSCRIBED');
  });

  it('takes Flow triggers up to 50,000 bytes and remembers them', async () => {
    const trigger = `mutation ($payload: JSON) {
      flowTriggerReceive(handle: "customer-running-low", payload: $payload) { userErrors { message } }
    }`;
    type Told = { flowTriggerReceive: { userErrors: UserErrors } };
    const small = await graphql<Told>(trigger, { payload: { 'Customer ID': 1 } });
    const big = await graphql<Told>(trigger, { payload: { text: 'x'.repeat(50_000) } });
    expect(small.data.flowTriggerReceive.userErrors).toEqual([]);
    expect(big.data.flowTriggerReceive.userErrors).toHaveLength(1);
    expect(store.control.calls.filter((call) => call.name === 'flowTriggerReceive')).toHaveLength(1);
  });

  it('makes, finds by tag and completes a draft order at 100 % off', async () => {
    const [variant] = store.world.variants.values();
    const [customer] = store.world.customers.values();
    const made = await graphql<{ draftOrderCreate: { draftOrder: { id: string; totalPriceSet: Money } } }>(
      `mutation ($input: DraftOrderInput!) {
        draftOrderCreate(input: $input) { draftOrder { id totalPriceSet { shopMoney { amount } } } userErrors { message } }
      }`,
      {
        input: {
          purchasingEntity: { customerId: `gid://shopify/Customer/${customer?.id}` },
          lineItems: [{ variantId: `gid://shopify/ProductVariant/${variant?.id}`, quantity: 2 }],
          appliedDiscount: { value: 100, valueType: 'PERCENTAGE', title: 'Replacement' },
          tags: ['message-1'],
        },
      },
    );
    const { draftOrder } = made.data.draftOrderCreate;
    expect(draftOrder.totalPriceSet.shopMoney.amount).toBe('0.00');
    const found = await graphql<{ draftOrders: { nodes: { id: string; status: string }[] } }>(
      '{ draftOrders(first: 2, query: "tag:message-1") { nodes { id status } } }',
    );
    expect(found.data.draftOrders.nodes).toEqual([{ id: draftOrder.id, status: 'OPEN' }]);
    const completed = await graphql<{
      draftOrderComplete: { draftOrder: { status: string; order: { totalPriceSet: Money } } };
    }>(
      `mutation ($id: ID!) {
        draftOrderComplete(id: $id) { draftOrder { status order { id totalPriceSet { shopMoney { amount } } } } userErrors { message } }
      }`,
      { id: draftOrder.id },
    );
    expect(completed.data.draftOrderComplete.draftOrder).toMatchObject({
      status: 'COMPLETED',
      order: { totalPriceSet: { shopMoney: { amount: '0.00' } } },
    });
  });

  it('shows only 60 days of orders without read_all_orders', async () => {
    const own = await startStore({ scopes: ['read_orders'] });
    const [user] = staff;
    if (!user) throw new Error('no staff');
    const exchange = await plainFetch(`${own.url}/admin/oauth/access_token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        client_id: own.apiKey,
        client_secret: own.apiSecret,
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: makeSessionToken({ ...own, user, sessionId: 's' }),
        requested_token_type: RequestedTokenType.OfflineAccessToken,
      }),
    });
    const { access_token: token } = (await exchange.json()) as { access_token: string };
    const response = await plainFetch(`${own.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
      body: JSON.stringify({ query: '{ orders(first: 1, sortKey: CREATED_AT) { nodes { createdAt } } }' }),
    });
    const { data } = (await response.json()) as { data: { orders: { nodes: { createdAt: string }[] } } };
    const oldest = Date.parse(data.orders.nodes[0]?.createdAt ?? '');
    expect(own.clock.now() - oldest).toBeLessThanOrEqual(60 * 86_400_000);
    await own.stop();
  });
});

type Operation = {
  status: string;
  url: string | null;
  objectCount: string;
  errorCode: string | null;
  partialDataUrl: string | null;
};

describe('bulk operations', () => {
  const start = async (query: string) => {
    const { data } = await graphql<{
      bulkOperationRunQuery: { bulkOperation: { id: string; status: string }; userErrors: UserErrors };
    }>(
      `mutation ($query: String!) {
        bulkOperationRunQuery(query: $query, groupObjects: false) {
          bulkOperation { id status } userErrors { message code }
        }
      }`,
      { query },
    );
    return data.bulkOperationRunQuery;
  };
  const finished = async (id: string) => {
    let operation: Operation;
    do {
      const { data } = await graphql<{ bulkOperation: Operation }>(
        'query ($id: ID!) { bulkOperation(id: $id) { status url partialDataUrl objectCount errorCode } }',
        { id },
      );
      operation = data.bulkOperation;
    } while (['CREATED', 'RUNNING'].includes(operation.status));
    return operation;
  };

  it('give every order and line as JSONL, with children that do not follow their parent', async () => {
    const { bulkOperation } = await start(
      '{ orders { edges { node { id updatedAt lineItems { edges { node { id quantity } } } } } } }',
    );
    const operation = await finished(bulkOperation.id);
    expect(operation.status).toBe('COMPLETED');
    const text = await (await plainFetch(operation.url ?? '')).text();
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; __parentId?: string });
    expect(rows.length).toBe(Number(operation.objectCount));
    const parents = rows.filter((row) => row.__parentId === undefined);
    const children = rows.filter((row) => row.__parentId !== undefined);
    expect(parents.length).toBe(store.world.orders.size);
    expect(children.length).toBe(store.world.lineItems.size);
    const parentIds = new Set(parents.map((row) => row.id));
    expect(children.every((row) => parentIds.has(row.__parentId ?? ''))).toBe(true);
    expect(rows[1]?.__parentId).toBeUndefined();
  });

  it('have no url when nothing was found', async () => {
    const { bulkOperation } = await start('{ orders(query: "id:1") { edges { node { id } } } }');
    const operation = await finished(bulkOperation.id);
    expect(operation).toMatchObject({ status: 'COMPLETED', url: null, objectCount: '0' });
  });

  it('fail when asked to, with the part that was done', async () => {
    store.control.bulkFaults({ failNext: 'INTERNAL_SERVER_ERROR' });
    const { bulkOperation } = await start('{ customers { edges { node { id } } } }');
    const operation = await finished(bulkOperation.id);
    expect(operation).toMatchObject({ status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', url: null });
    expect(operation.partialDataUrl).toContain('/bulk-results/');
  });

  it('are refused with what is wrong about the query', async () => {
    const { bulkOperation, userErrors } = await start('{ orders { edges { node { nope } } } }');
    expect(bulkOperation).toBeNull();
    expect(userErrors[0]?.message).toContain('Cannot query field "nope"');
  });

  it('are five at once and no more', async () => {
    store.control.bulkFaults({ delayMs: 200 });
    const started = [];
    for (let at = 0; at < 6; at++)
      started.push(await start('{ customers(query: "id:1") { edges { node { id } } } }'));
    expect(started.map((one) => one.userErrors[0]?.code)).toEqual([
      ...Array(5).fill(undefined),
      'LIMIT_REACHED',
    ]);
    store.control.heal();
    for (const { bulkOperation } of started.slice(0, 5)) await finished(bulkOperation.id);
  });
});

function graphqlStatus(): Promise<{ status: number }> {
  return plainFetch(`${store.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': accessToken },
    body: JSON.stringify({ query: '{ shop { id } }' }),
  });
}

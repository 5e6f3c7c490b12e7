import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '~/base/lib/logger.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { accessToken, refreshAccessToken } from '~/intake/shopify/access-token.server';
import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { API_VERSION } from '~/intake/shopify/api-version';
import { storeFetch } from '~/intake/shopify/local-store-seam.server';
import type { Operation } from '~/intake/shopify/operation';
import { backOffMs, retryAfterMs, type ThrottleStatus, waitForPointsMs } from '~/intake/shopify/throttle';

/**
 * Calls to the Admin GraphQL API: waits for points before it asks, and rides out THROTTLED, 429, 5xx, time-outs and
 * tokens that ended. A mutation whose fate is unknown is not repeated unless it says that it may be.
 */
const CALL_TIMEOUT_MS = 20_000;
const MOST_TRIES = 8;
const LONGEST_CALL_MS = 120_000;

const buckets = new Map<string, ThrottleStatus>();

/** Data of an operation. Throws AdminApiError; `userErrors` inside the data are the caller's to read. */
export async function adminGraphql<Data, Variables>(
  shopId: ShopId,
  operation: Operation<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ domain: string }>('SELECT domain FROM shop WHERE id = $1'),
  );
  if (!row) throw new AdminApiError('no-access', 'NO_SHOP');
  return adminGraphqlAt(row.domain, operation, variables);
}

/** The same before a shop has a row: by domain. */
export async function adminGraphqlAt<Data, Variables>(
  shopDomain: string,
  operation: Operation<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const deadline = Date.now() + LONGEST_CALL_MS;
  let token = await accessToken(shopDomain);
  let expectedCost = 0;
  let hasRenewed = false;
  for (let attempt = 0; ; attempt++) {
    const bucket = buckets.get(shopDomain);
    if (bucket) await sleep(waitForPointsMs(bucket, expectedCost, Date.now()));
    const outcome = await callOnce<Data>(shopDomain, token, { text: operation.text, variables });
    if (outcome.status === 'data') return outcome.data;
    if (outcome.status === 'unauthorised' && !hasRenewed) {
      hasRenewed = true;
      token = await refreshAccessToken(shopDomain, token);
      continue;
    }
    const failure = failureOf(outcome, operation);
    const waitMs = outcome.status === 'throttled' ? outcome.waitMs : null;
    if (outcome.status === 'throttled') expectedCost = outcome.points;
    const pauseMs = waitMs ?? backOffMs(attempt, Math.random());
    if (failure.failure !== 'retryable' || attempt + 1 >= MOST_TRIES || Date.now() + pauseMs > deadline)
      throw failure;
    log.debug('Admin API: trying again', { operation: operation.name, code: failure.code, attempt });
    await sleep(pauseMs);
  }
}

type Outcome<Data> =
  | { status: 'data'; data: Data }
  | { status: 'throttled'; points: number; waitMs: number | null }
  | { status: 'unauthorised' }
  | { status: 'no-answer'; code: string }
  | { status: 'refused'; code: string; detail: string };

function failureOf<Data>(
  outcome: Exclude<Outcome<Data>, { status: 'data' }>,
  { isRepeatable }: { isRepeatable: boolean },
): AdminApiError {
  switch (outcome.status) {
    case 'throttled':
      return new AdminApiError('retryable', 'THROTTLED');
    case 'unauthorised':
      return new AdminApiError('no-access', 'UNAUTHORISED');
    case 'no-answer':
      return new AdminApiError(isRepeatable ? 'retryable' : 'unknown', outcome.code);
    case 'refused':
      return new AdminApiError('permanent', outcome.code, outcome.detail);
  }
}

interface GraphqlAnswer<Data> {
  data?: Data | null;
  errors?: { message?: string; extensions?: { code?: string } }[] | string;
  extensions?: {
    cost?: {
      requestedQueryCost?: number;
      throttleStatus?: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
    };
  };
}

async function callOnce<Data>(
  shopDomain: string,
  token: string,
  body: { text: string; variables: unknown },
): Promise<Outcome<Data>> {
  let response: Response;
  let answer: GraphqlAnswer<Data> | null;
  try {
    response = await storeFetch(`https://${shopDomain}/admin/api/${API_VERSION}/graphql.json`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'X-Shopify-Access-Token': token,
      },
      body: JSON.stringify({ query: body.text, variables: body.variables }),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    answer = (await response.json().catch(() => null)) as GraphqlAnswer<Data> | null;
  } catch (error) {
    return {
      status: 'no-answer',
      code: error instanceof Error && error.name === 'TimeoutError' ? 'TIMEOUT' : 'UNREACHABLE',
    };
  }
  if (response.status === 401) return { status: 'unauthorised' };
  if (response.status === 429)
    return { status: 'throttled', points: 0, waitMs: retryAfterMs(response.headers.get('Retry-After')) };
  if (response.status >= 500) return { status: 'no-answer', code: `HTTP_${response.status}` };
  if (!response.ok)
    return { status: 'refused', code: `HTTP_${response.status}`, detail: firstMessage(answer) };
  return readAnswer(shopDomain, answer);
}

function readAnswer<Data>(shopDomain: string, answer: GraphqlAnswer<Data> | null): Outcome<Data> {
  if (!answer) return { status: 'no-answer', code: 'NOT_JSON' };
  const cost = answer.extensions?.cost;
  const told = cost?.throttleStatus;
  if (told) {
    buckets.set(shopDomain, {
      available: told.currentlyAvailable,
      restorePerSecond: told.restoreRate,
      maximum: told.maximumAvailable,
      atMs: Date.now(),
    });
  }
  const errors = Array.isArray(answer.errors)
    ? answer.errors
    : answer.errors
      ? [{ message: answer.errors }]
      : [];
  if (errors.length === 0)
    return answer.data ? { status: 'data', data: answer.data } : { status: 'no-answer', code: 'EMPTY' };
  const codes = errors.map((error) => error.extensions?.code ?? '');
  if (codes.includes('THROTTLED')) {
    const points = cost?.requestedQueryCost ?? 0;
    const bucket = buckets.get(shopDomain);
    return {
      status: 'throttled',
      points,
      waitMs: bucket ? Math.max(50, waitForPointsMs(bucket, points, Date.now())) : null,
    };
  }
  if (codes.includes('INTERNAL_SERVER_ERROR')) return { status: 'no-answer', code: 'INTERNAL_SERVER_ERROR' };
  return { status: 'refused', code: codes[0] || 'GRAPHQL', detail: firstMessage(answer) };
}

function firstMessage(answer: GraphqlAnswer<unknown> | null): string {
  const errors = answer?.errors;
  return (typeof errors === 'string' ? errors : (errors?.[0]?.message ?? '')).slice(0, 300);
}

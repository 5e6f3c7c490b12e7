import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from './exchange';

/** How the Admin API misbehaves, until set back. Counts say how many requests it strikes. */
export type ApiFaults = {
  /** HTTP 429 with Retry-After. */
  tooManyRequests: number;
  /** HTTP 200 with a THROTTLED error. */
  throttled: number;
  /** HTTP 500, 502 or 503. */
  serverErrors: number;
  serverErrorStatus: number;
  /** The connection is left open without an answer, then cut. */
  timeouts: number;
  /** HTTP 401, as for a dead token. */
  unauthorized: number;
  /** Each answer comes this much later. */
  delayMs: number;
  /** HTTP 500 (or, with 400, invalid_grant) at the token endpoint. */
  tokenErrors: number;
  tokenErrorStatus: number;
};

export const noApiFaults: ApiFaults = {
  tooManyRequests: 0,
  throttled: 0,
  serverErrors: 0,
  serverErrorStatus: 503,
  timeouts: 0,
  unauthorized: 0,
  delayMs: 0,
  tokenErrors: 0,
  tokenErrorStatus: 500,
};

const hangMs = 30_000;

/** Plays the next armed fault. True when the request has been dealt with. */
export async function playApiFault(faults: ApiFaults, exchange: Exchange): Promise<boolean> {
  if (faults.delayMs > 0) await sleep(faults.delayMs);
  if (take(faults, 'timeouts')) {
    await sleep(hangMs, undefined, { ref: false });
    exchange.response.destroy();
    return true;
  }
  if (take(faults, 'tooManyRequests')) {
    exchange.sendJson({ errors: 'Exceeded 2 calls per second for api client.' }, 429, {
      'Retry-After': '1.0',
    });
    return true;
  }
  if (take(faults, 'serverErrors')) {
    exchange.send(faults.serverErrorStatus, 'text/html', '<html><body>Something went wrong</body></html>');
    return true;
  }
  if (take(faults, 'unauthorized')) {
    refuseToken(exchange);
    return true;
  }
  return false;
}

export function refuseToken(exchange: Exchange): void {
  exchange.sendJson(
    { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
    401,
  );
}

/** Counts one down; false when there is nothing to count. */
export function take(
  faults: ApiFaults,
  name: 'tooManyRequests' | 'throttled' | 'serverErrors' | 'timeouts' | 'unauthorized' | 'tokenErrors',
): boolean {
  if (faults[name] <= 0) return false;
  faults[name]--;
  return true;
}

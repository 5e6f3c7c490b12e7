import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { CLIENT_ADDRESS } from '~/base/lib/node-adapter.server';

/**
 * How often one address may open the public pages. Whoever tries tokens gets few tries; one-click unsubscribes never
 * come here, because a mail provider sends thousands of them from one address.
 */
const pages = new RateLimiterMemory({ keyPrefix: 'page', points: 120, duration: 60 });
const failures = new RateLimiterMemory({ keyPrefix: 'bad-token', points: 20, duration: 300 });

/** Seconds to wait, or 0 when the visitor may come in. */
export async function visitorMustWait(request: Request): Promise<number> {
  const address = addressOf(request);
  const failed = await failures.get(address);
  if (failed && failed.consumedPoints > failures.points) return seconds(failed);
  return pages.consume(address).then(
    () => 0,
    (refusal: RateLimiterRes) => seconds(refusal),
  );
}

/** A token that does not open counts against its sender. */
export async function countBadToken(request: Request): Promise<void> {
  await failures.penalty(addressOf(request));
}

function addressOf(request: Request): string {
  return request.headers.get(CLIENT_ADDRESS) ?? 'unknown';
}

function seconds(result: RateLimiterRes): number {
  return Math.max(1, Math.ceil(result.msBeforeNext / 1000));
}

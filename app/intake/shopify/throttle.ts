/** What Shopify last said of a shop's bucket of points (`extensions.cost.throttleStatus`). */
export interface ThrottleStatus {
  readonly available: number;
  readonly restorePerSecond: number;
  readonly maximum: number;
  readonly atMs: number;
}

/**
 * How long to wait before a query that costs `points`, given what the bucket held at `atMs` and what it regains.
 * A query dearer than the whole bucket waits for a full one.
 *
 * @example waitForPointsMs({ available: 50, restorePerSecond: 100, maximum: 2000, atMs: 0 }, 250, 0) // 2000
 */
export function waitForPointsMs(status: ThrottleStatus, points: number, nowMs: number): number {
  const regained = ((nowMs - status.atMs) / 1000) * status.restorePerSecond;
  const available = Math.min(status.maximum, status.available + Math.max(0, regained));
  const missing = Math.min(points, status.maximum) - available;
  return missing <= 0 ? 0 : Math.ceil((missing / Math.max(1, status.restorePerSecond)) * 1000);
}

/** Waits between tries: doubling from half a second, at most 20 s, with a jitter in [0, 1) so that callers part. */
export function backOffMs(attempt: number, jitter: number): number {
  return Math.round(Math.min(20_000, 500 * 2 ** attempt) * (0.75 + 0.5 * jitter));
}

/** Retry-After in seconds, or null when the header is not a number. */
export function retryAfterMs(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0
    ? Math.min(60_000, Math.ceil(seconds * 1000))
    : null;
}

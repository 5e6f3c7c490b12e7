/**
 * How a shop's mail server is doing. Pure.
 *
 *   ok ──3 failures in a row──► down ──pause over──► (one try) ──ok──► ok
 *    ▲                            ▲──────────failed─────┘
 *    └──────a person resumes── paused ◄── the server refuses this sender (5.7.x)
 *
 * While down or paused, the claim leaves the shop's e-mail alone: nobody else's mail waits for it, and nothing that goes
 * another way than by e-mail.
 */
export const healthStates = ['ok', 'down', 'paused'] as const;
export type HealthState = (typeof healthStates)[number];

export interface SenderHealth {
  readonly state: HealthState;
  readonly failures: number;
  readonly nextTryAt: Date | null;
  readonly lastError: string | null;
}

export const healthy: SenderHealth = { state: 'ok', failures: 0, nextTryAt: null, lastError: null };

export type HealthNews =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'relay-failed'; readonly error: string }
  | { readonly kind: 'sender-refused'; readonly error: string }
  | { readonly kind: 'resumed' };

const FAILURES_TO_OPEN = 3;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * After a batch of mails that ended together. However many of them failed, that is one piece of news: a server that is
 * away for a second is not away three times in a row.
 */
export function healthAfter(health: SenderHealth, batch: readonly HealthNews[], now: Date): SenderHealth {
  const lastFailure = batch.findLastIndex(({ kind }) => kind === 'relay-failed');
  return batch
    .filter(({ kind }, at) => kind !== 'relay-failed' || at === lastFailure)
    .reduce((before, one) => nextHealth(before, one, now), health);
}

export function nextHealth(health: SenderHealth, news: HealthNews, now: Date): SenderHealth {
  switch (news.kind) {
    case 'resumed':
      return healthy;
    case 'accepted':
      // An answer that was under way when the sender was refused does not lift the pause.
      return health.state === 'paused' ? health : healthy;
    case 'sender-refused':
      return { state: 'paused', failures: health.failures + 1, nextTryAt: null, lastError: news.error };
    case 'relay-failed':
      return afterRelayFailure(health, news.error, now);
  }
}

function afterRelayFailure(health: SenderHealth, error: string, now: Date): SenderHealth {
  if (health.state === 'paused') return health;
  // Mails that were in flight when it opened fail after it: they say nothing new.
  if (health.nextTryAt && now.getTime() < health.nextTryAt.getTime()) return { ...health, lastError: error };
  const failures = health.failures + 1;
  if (failures < FAILURES_TO_OPEN) return { state: 'ok', failures, nextTryAt: null, lastError: error };
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - FAILURES_TO_OPEN, 10), LONGEST_PAUSE_MS);
  return { state: 'down', failures, nextTryAt: new Date(now.getTime() + pauseMs), lastError: error };
}

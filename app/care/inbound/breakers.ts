/** What the last weeks of bounces and spam reports say about going on. */
export type BreakerLevel = 'ok' | 'warn' | 'stop';

export interface Deliverability {
  /** Mails sent in the last 30 days, and spam reports about them. */
  readonly sent: number;
  readonly spamReports: number;
  /** Of the last 100 mails sent: how many there were, and how many bounced hard. */
  readonly lastSent: number;
  readonly hardBounces: number;
}

/** A number alone may be chance, a share alone one mail of three: both must be reached to stop. */
const SPAM_STOP = 3;
const SPAM_WARN = 2;
export const SPAM_SHARE = 0.003;
const BOUNCE_STOP = 5;
const BOUNCE_WARN = 3;
const BOUNCE_SHARE = 0.05;

/**
 * Spam reports: three and at least 0.3 % in 30 days stop marketing, two warn. Hard bounces: five and at least 5 % of
 * the last 100 mails stop everything, three warn: such a list is not the shop's own.
 */
export function breakerLevels(seen: Deliverability): {
  readonly spam: BreakerLevel;
  readonly bounces: BreakerLevel;
} {
  const spamShare = seen.spamReports / Math.max(1, seen.sent);
  const bounceShare = seen.hardBounces / Math.max(1, seen.lastSent);
  return {
    spam:
      seen.spamReports >= SPAM_STOP && spamShare >= SPAM_SHARE
        ? 'stop'
        : seen.spamReports >= SPAM_WARN
          ? 'warn'
          : 'ok',
    bounces:
      seen.hardBounces >= BOUNCE_STOP && bounceShare >= BOUNCE_SHARE
        ? 'stop'
        : seen.hardBounces >= BOUNCE_WARN
          ? 'warn'
          : 'ok',
  };
}

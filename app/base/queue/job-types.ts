/**
 * Every job by name, with what it carries: ids as decimal text and nothing else, since payloads are clear text in the
 * queue. A job is an alarm clock: losing, doubling or delaying one changes nothing but the time of day.
 */
export interface JobPayloads {
  /** Project what waits in the inbox of one shop (a webhook was stored). */
  'project-inbox': { shopId: string };
  /** Learn and plan again for one customer. */
  'replan-customer': { shopId: string; customerId: string };
  /** Carry out what a person decided about many messages. */
  'carry-out-batch': { shopId: string; batchId: string };
  /** Let the planner live through the store's past for one kind. */
  'carry-out-dry-run': { shopId: string; kind: string };
  /** Count what was found in a big shop, for the first run. */
  'count-found': { shopId: string };
  /** Something falls due by that second. */
  'send-due': { second: string };
  'start-backfill': { shopId: string };
  'continue-backfill': { shopId: string; backfillId: string };
  'reconcile-shop': { shopId: string };
  /** Pools of the model, forecasts that moved, plans that follow. */
  'daily-sweep': { shopId: string };
  /** One customer's unsubscribe or change of mind, to be written to Shopify. */
  'write-consent': { shopId: string; customerId: string };
  'refetch-order': { shopId: string; shopifyOrderId: string };
  'read-inbound': { shopId: string };
  'carry-out-privacy-request': { shopId: string; requestId: string };
  // Recurring, across shops.
  'sweep-due': Record<string, never>;
  'feed-queue': Record<string, never>;
  'sweep-stages': Record<string, never>;
  'schedule-shops': Record<string, never>;
  housekeeping: Record<string, never>;
}

export type JobName = keyof JobPayloads;

export type QueueName = 'intake' | 'plan' | 'send' | 'clock';

/** The queues: sending has its own, so that a long backfill never stands before a mail. */
export const queueOf: Record<JobName, QueueName> = {
  'project-inbox': 'intake',
  'start-backfill': 'intake',
  'continue-backfill': 'intake',
  'reconcile-shop': 'intake',
  'refetch-order': 'intake',
  'read-inbound': 'intake',
  'carry-out-privacy-request': 'intake',
  'write-consent': 'intake',
  'replan-customer': 'plan',
  'carry-out-batch': 'plan',
  'carry-out-dry-run': 'plan',
  'count-found': 'plan',
  'daily-sweep': 'plan',
  'send-due': 'send',
  'sweep-due': 'clock',
  'feed-queue': 'clock',
  'sweep-stages': 'clock',
  'schedule-shops': 'clock',
  housekeeping: 'clock',
};

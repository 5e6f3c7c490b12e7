import { parsePayload } from '~/intake/webhooks/parse-payload';
import { storeWebhook } from '~/intake/webhooks/store-webhooks.server';
import { subjectOf } from '~/intake/webhooks/subject-of';
import type { Topic } from '~/intake/webhooks/topics';

let sent = 0;

/** Puts a webhook into the inbox as the door would, without HTTP. */
export async function deliver(
  shopDomain: string,
  webhook: { topic: string; payload: unknown; triggeredAt?: number; webhookId?: string; eventId?: string },
): Promise<void> {
  const body = typeof webhook.payload === 'string' ? webhook.payload : JSON.stringify(webhook.payload);
  await storeWebhook({
    shopDomain,
    topic: webhook.topic as Topic,
    webhookId: webhook.webhookId ?? `webhook-${++sent}`,
    eventId: webhook.eventId ?? null,
    apiVersion: '2026-10',
    triggeredAt:
      webhook.triggeredAt === undefined ? new Date('2026-11-20T10:00:00Z') : new Date(webhook.triggeredAt),
    body: Buffer.from(body),
    subject: subjectOf(webhook.topic, parsePayload(body)),
  });
}

import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { receiveWebhook } from '~/intake/webhooks/receive-webhook.server';

/** The raw webhook handler behind a real HTTP server, and a sender that signs as Shopify does. */
export interface Door {
  readonly url: string;
  send(webhook: SentWebhook): Promise<number>;
  close(): Promise<void>;
}

export interface SentWebhook {
  readonly topic: string;
  readonly body: string | Buffer;
  readonly shop?: string;
  readonly secret?: string;
  readonly webhookId?: string;
  readonly eventId?: string;
  readonly triggeredAt?: string;
  readonly headers?: Record<string, string>;
  readonly without?: readonly string[];
}

export const testSecret = 'test-api-secret-0123456789';

export async function openDoor(): Promise<Door> {
  const server: Server = createServer((request, response) => void receiveWebhook(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
  return {
    url,
    send: async (webhook) =>
      (
        await fetch(url, {
          method: 'POST',
          body: new Uint8Array(Buffer.from(webhook.body)),
          headers: headersOf(webhook),
        })
      ).status,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function headersOf({
  topic,
  body,
  shop,
  secret,
  webhookId,
  eventId,
  triggeredAt,
  headers,
  without,
}: SentWebhook): Record<string, string> {
  const all: Record<string, string> = {
    'Content-Type': 'application/json',
    'X-Shopify-Topic': topic,
    'X-Shopify-Hmac-Sha256': createHmac('sha256', secret ?? testSecret)
      .update(body)
      .digest('base64'),
    'X-Shopify-Shop-Domain': shop ?? 'example.myshopify.com',
    'X-Shopify-API-Version': '2026-10',
    'X-Shopify-Webhook-Id': webhookId ?? randomUUID(),
    'X-Shopify-Event-Id': eventId ?? randomUUID(),
    'X-Shopify-Triggered-At': triggeredAt ?? '2026-11-20T10:00:00.000Z',
    ...headers,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !without?.includes(name)));
}

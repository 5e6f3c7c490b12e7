import type { IncomingMessage, ServerResponse } from 'node:http';
import { dropBody } from '~/base/lib/drop-body.server';
import { log } from '~/base/lib/logger.server';
import { countUp } from '~/base/lib/metrics.server';
import { env } from '~/env.server';
import { isShopDomain } from '~/intake/shopify/shop-domain';
import { forgetUnknownShop } from '~/intake/webhooks/forget-unknown-shop.server';
import { parsePayload } from '~/intake/webhooks/parse-payload';
import { bodyReader } from '~/intake/webhooks/read-body.server';
import { type IncomingWebhook, storeWebhook } from '~/intake/webhooks/store-webhooks.server';
import { subjectOf } from '~/intake/webhooks/subject-of';
import { isComplianceTopic, isTopic } from '~/intake/webhooks/topics';
import { isSigned } from '~/intake/webhooks/verify-signature';
import { wakeProjection } from '~/intake/webhooks/wake-projection.server';

/**
 * The door for Shopify's webhooks, in front of Remix: HMAC over the raw bytes, one durable insert, 200. Nothing is looked
 * up over the network and no session is loaded, so uninstalls and privacy requests always get through.
 *
 * 200 stored (or a second delivery, or a topic that we do not track) · 400 no body, not JSON, a header is missing ·
 * 401 not signed by Shopify · 405 not a POST · 413 over 5 MB · 503 not stored, or more is coming in, or waits to be
 * stored, than this process holds: Shopify will send it again.
 */
const MEGABYTE = 1024 * 1024;
const readBody = bodyReader({ mostBytes: 5 * MEGABYTE, mostBytesTogether: 64 * MEGABYTE });
const RETRY_SECONDS = 30;
const TOO_BIG = 'A webhook of more than 5 MB is not taken. What it tells is fetched at the next reconcile.\n';

export async function receiveWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const status = await statusFor(request).catch((error: unknown) => {
    log.error('A webhook was not stored', { error });
    return 503;
  });
  countUp('carafe_webhooks_total', { status: String(status) });
  const sentence = status === 413 ? TOO_BIG : '';
  // What was not read to its end cannot share a connection with the next request.
  const isUnread =
    (status === 413 && !(await dropBody(request))) || status === 405 || (status === 503 && !request.complete);
  response
    .writeHead(status, {
      'Content-Length': sentence.length,
      ...(sentence && { 'Content-Type': 'text/plain; charset=utf-8' }),
      ...(isUnread && { Connection: 'close' }),
      ...(status === 503 && { 'Retry-After': RETRY_SECONDS }),
    })
    .end(sentence);
}

async function statusFor(request: IncomingMessage): Promise<number> {
  if (request.method !== 'POST') return 405;
  const read = await readBody(request);
  if (read.status === 'too-big') return 413;
  if (read.status === 'too-much') return 503;
  if (read.status === 'cut-off') return 400;
  const signature = header(request, 'x-shopify-hmac-sha256');
  if (!signature || !isSigned(read.body, signature, secrets())) return 401;
  const webhook = webhookOf(request, read.body);
  if (webhook === 'malformed') return 400;
  if (webhook === 'untracked') return 200;
  const stored = await storeWebhook(webhook);
  if (stored === 'too-much') return 503;
  const { shopId } = stored;
  if (shopId !== null) wakeProjection(shopId);
  // At a second delivery too: after the first the forgetting may have failed, and doing it twice changes nothing.
  else if (isComplianceTopic(webhook.topic)) await forgetUnknownShop(webhook);
  return 200;
}

function secrets(): string[] {
  const { SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS } = env();
  return SHOPIFY_API_SECRET_PREVIOUS
    ? [SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS]
    : [SHOPIFY_API_SECRET];
}

function webhookOf(request: IncomingMessage, body: Buffer): IncomingWebhook | 'malformed' | 'untracked' {
  const topic = header(request, 'x-shopify-topic');
  const shopDomain = header(request, 'x-shopify-shop-domain')?.toLowerCase();
  const webhookId = header(request, 'x-shopify-webhook-id');
  if (!topic || !webhookId || !shopDomain || !isShopDomain(shopDomain)) return 'malformed';
  let payload: unknown;
  try {
    payload = parsePayload(body.toString('utf8'));
  } catch {
    return 'malformed';
  }
  if (typeof payload !== 'object' || payload === null) return 'malformed';
  if (!isTopic(topic)) return 'untracked';
  return {
    shopDomain,
    topic,
    webhookId,
    eventId: header(request, 'x-shopify-event-id') ?? null,
    apiVersion: header(request, 'x-shopify-api-version') ?? null,
    triggeredAt: instant(header(request, 'x-shopify-triggered-at')),
    body,
    subject: subjectOf(topic, payload),
  };
}

/** One value of a header, cut to what a header of Shopify's could be. */
function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return (typeof value === 'string' ? value : value?.[0])?.slice(0, 255) || undefined;
}

function instant(text: string | undefined): Date | null {
  const at = new Date(text ?? Number.NaN);
  const year = at.getUTCFullYear();
  return year >= 2000 && year < 2200 ? at : null;
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Announcement } from '../world/world';
import { signBody } from './sign';

/** One webhook and what became of it. */
type Delivery = {
  webhookId: string;
  eventId: string;
  topic: string;
  uri: string;
  body: string;
  triggeredAt: string;
  state: 'waiting' | 'delivered' | 'failed' | 'dropped';
  /** The HTTP status of each try, or the transport's error. */
  tries: (number | string)[];
};

/** What goes wrong on the way, until set back. */
export type WebhookFaults = {
  /** Each webhook arrives this many more times, under the same webhook id. */
  duplicates: number;
  /** Webhooks are held and let go in another order once this many have gathered (0 = never). */
  shuffleWindow: number;
  delayMs: number;
  /** Topics that never arrive; '*' for all. */
  dropTopics: string[];
  /** Signed with this secret instead of the app's. */
  wrongSecret: string | null;
};

export const noWebhookFaults: WebhookFaults = {
  duplicates: 0,
  shuffleWindow: 0,
  delayMs: 0,
  dropTopics: [],
  wrongSecret: null,
};

export type WebhookSenderOptions = {
  shopDomain: string;
  secret: string;
  apiVersion: string;
  /** Where a topic goes: nowhere, or to one or more addresses. */
  urisOf: (topic: string) => string[];
  /** Waits between tries. Shopify tries 8 more times within 4 hours; tests want it shorter. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
};

export type WebhookSender = {
  send: (announcement: Announcement) => void;
  /** Sends a delivery of the log again, as it was. */
  resend: (webhookId: string) => void;
  /** Posts any body under any topic, signed; for payloads that the store would not make itself. */
  sendRaw: (topic: string, body: string, ids?: { webhookId?: string; eventId?: string }) => void;
  deliveries: () => Delivery[];
  faults: WebhookFaults;
  /** Lets go what shuffling holds back, and waits until nothing is on its way. */
  idle: () => Promise<void>;
  stop: () => void;
};

const keptDeliveries = 5_000;
const parallel = 8;

/** Sends webhooks as Shopify does: signed over the raw bytes, at least once, tried again when not answered by 2xx. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const log: Delivery[] = [];
  const held: Delivery[] = [];
  const queue: Delivery[] = [];
  const faults: WebhookFaults = { ...noWebhookFaults };
  const stopping = new AbortController();
  let running = 0;
  let underWay = 0;
  let whenIdle: (() => void)[] = [];

  const accept = (
    topic: string,
    body: string,
    meta: { webhookId?: string; eventId: string; happenedAt: number },
  ) => {
    for (const uri of options.urisOf(topic)) {
      const delivery: Delivery = {
        webhookId: meta.webhookId ?? randomUUID(),
        eventId: meta.eventId,
        topic,
        uri,
        body,
        triggeredAt: new Date(meta.happenedAt).toISOString(),
        state: 'waiting',
        tries: [],
      };
      log.push(delivery);
      if (log.length > keptDeliveries) log.splice(0, log.length - keptDeliveries);
      if (faults.dropTopics.includes(topic) || faults.dropTopics.includes('*')) delivery.state = 'dropped';
      else hold(delivery);
    }
  };

  const hold = (delivery: Delivery) => {
    held.push(delivery);
    if (held.length >= faults.shuffleWindow) release();
  };

  const release = () => {
    const going = held.splice(0);
    if (faults.shuffleWindow > 1) going.reverse();
    for (const delivery of going)
      for (let copy = 0; copy <= faults.duplicates; copy++) {
        underWay++;
        queue.push(delivery);
      }
    pump();
  };

  const pump = () => {
    while (running < parallel) {
      const delivery = queue.shift();
      if (!delivery) return;
      running++;
      void deliver(delivery, options, faults, stopping.signal, () => {
        // A webhook that waits for its next try does not stand in the others' way.
        running--;
        pump();
      }).finally(() => {
        underWay--;
        if (underWay === 0) for (const done of whenIdle.splice(0)) done();
      });
    }
  };

  return {
    send: ({ topic, payload, eventId, happenedAt }) =>
      accept(topic, JSON.stringify(payload), { eventId, happenedAt }),
    sendRaw: (topic, body, ids = {}) =>
      accept(topic, body, {
        webhookId: ids.webhookId,
        eventId: ids.eventId ?? randomUUID(),
        happenedAt: Date.now(),
      }),
    resend: (webhookId) => {
      const delivery = log.find((one) => one.webhookId === webhookId);
      if (!delivery) throw new Error(`No webhook ${webhookId}`);
      hold(delivery);
    },
    deliveries: () => [...log],
    faults,
    idle: async () => {
      if (held.length > 0) release();
      if (underWay > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
    },
    stop: () => {
      stopping.abort();
      whenIdle = [];
    },
  };
}

async function deliver(
  delivery: Delivery,
  options: WebhookSenderOptions,
  faults: WebhookFaults,
  stopping: AbortSignal,
  freeSlot: () => void,
): Promise<void> {
  let slotIsFree = false;
  try {
    if (faults.delayMs > 0) await sleep(faults.delayMs, undefined, { signal: stopping });
    for (let attempt = 0; ; attempt++) {
      const outcome = await post(delivery, options, faults, stopping);
      delivery.tries.push(outcome);
      if (!slotIsFree) freeSlot();
      slotIsFree = true;
      if (typeof outcome === 'number' && outcome >= 200 && outcome < 300) {
        delivery.state = 'delivered';
        return;
      }
      const wait = options.retryDelaysMs[attempt];
      if (wait === undefined) break;
      await sleep(wait, undefined, { signal: stopping, ref: false });
    }
    if (delivery.state !== 'delivered') delivery.state = 'failed';
  } catch (error) {
    if (!stopping.aborted) throw error;
  } finally {
    if (!slotIsFree) freeSlot();
  }
}

async function post(
  delivery: Delivery,
  options: WebhookSenderOptions,
  faults: WebhookFaults,
  stopping: AbortSignal,
): Promise<number | string> {
  const body = Buffer.from(delivery.body, 'utf8');
  try {
    const response = await fetch(delivery.uri, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(options.timeoutMs)]),
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Shopify-Captain-Hook',
        'X-Shopify-Topic': delivery.topic,
        'X-Shopify-Hmac-Sha256': signBody(body, faults.wrongSecret ?? options.secret),
        'X-Shopify-Shop-Domain': options.shopDomain,
        'X-Shopify-API-Version': options.apiVersion,
        'X-Shopify-Webhook-Id': delivery.webhookId,
        'X-Shopify-Event-Id': delivery.eventId,
        'X-Shopify-Triggered-At': delivery.triggeredAt,
        'X-Shopify-Test': 'false',
      },
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    if (stopping.aborted) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message || cause.name : String(cause);
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { headersOf, type SentWebhook } from './intake/webhook-door';

/** How long Shopify waits for an answer. */
const ANSWER_WITHIN_MS = 5_000;
/** Shopify takes minutes and hours before it sends again; what follows is the same. */
const AGAIN_AFTER_MS = 250;

export interface WebhookPoster {
  /** Posts at once, and again under the same id until the answer is 200, as Shopify does. Waits for nothing. */
  post(webhook: PostedWebhook): void;
  /** Resolves when each that was posted has its 200. */
  allAnswered(): Promise<void>;
  /** How many posts each id took until its 200. */
  readonly posts: ReadonlyMap<string, number>;
}

export type PostedWebhook = SentWebhook & { readonly webhookId: string };

/** A sender of signed webhooks to the web process behind `url`, which may be dead at any moment. */
export function postWebhooks(url: string): WebhookPoster {
  const posts = new Map<string, number>();
  const open = new Set<Promise<void>>();
  const untilAnswered = async (webhook: PostedWebhook) => {
    for (let tries = 1; ; tries += 1) {
      if ((await statusOf(url, webhook)) === 200) return void posts.set(webhook.webhookId, tries);
      await pause(AGAIN_AFTER_MS);
    }
  };
  return {
    posts,
    post: (webhook) => {
      const answered = untilAnswered(webhook).finally(() => open.delete(answered));
      open.add(answered);
    },
    allAnswered: async () => {
      await Promise.all(open);
    },
  };
}

/** Null where no answer came. */
async function statusOf(url: string, webhook: PostedWebhook): Promise<number | null> {
  try {
    const answer = await fetch(`${url}/webhooks`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(webhook.body)),
      headers: headersOf(webhook),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return answer.status;
  } catch {
    return null;
  }
}

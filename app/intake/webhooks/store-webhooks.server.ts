import { seal, unseal } from '~/base/lib/sealed.server';
import { acrossShops, type Sql } from '~/db.server';
import { inboxEmailHash, inboxSubjectHash } from '~/intake/webhooks/inbox-hash.server';
import type { Subject } from '~/intake/webhooks/subject-of';
import { isComplianceTopic, type Topic } from '~/intake/webhooks/topics';

/** A webhook whose signature was good, as it goes into the inbox. */
export interface IncomingWebhook {
  readonly shopDomain: string;
  readonly topic: Topic;
  readonly webhookId: string;
  readonly eventId: string | null;
  readonly apiVersion: string | null;
  readonly triggeredAt: Date | null;
  readonly body: Buffer;
  readonly subject: Subject;
}

/** `isNew` is false for a second delivery; `shopId` is null while no such shop is installed. */
export interface StoredWebhook {
  readonly isNew: boolean;
  readonly shopId: bigint | null;
}

const MOST_ROWS = 256;
/** Of all bodies of one insert; a single one may be larger. */
const MOST_BYTES = 16 * 1024 * 1024;
const FLUSHES_AT_ONCE = 4;
/** Of all bodies that wait for their commit, however long the database stands still. */
const MOST_BYTES_WAITING = 64 * 1024 * 1024;

interface Waiting {
  readonly webhook: IncomingWebhook;
  readonly resolve: (stored: StoredWebhook) => void;
  readonly reject: (error: unknown) => void;
}

const waiting: Waiting[] = [];
let flushing = 0;
let bytesWaiting = 0;

/**
 * Puts a webhook into the inbox; resolves after the commit. What arrives while a commit is under way shares the next one,
 * so that a burst costs few flushes of the disk and a lone webhook waits for nobody. 'too-much': more waits than this
 * process holds, and nothing was stored.
 */
export async function storeWebhook(webhook: IncomingWebhook): Promise<StoredWebhook | 'too-much'> {
  // What it takes, not what it says: a small body may lie in a big piece of memory.
  const bytes = webhook.body.buffer.byteLength;
  if (bytesWaiting + bytes > MOST_BYTES_WAITING) return 'too-much';
  bytesWaiting += bytes;
  try {
    return await new Promise((resolve, reject) => {
      waiting.push({ webhook, resolve, reject });
      if (flushing < FLUSHES_AT_ONCE) void flush();
    });
  } finally {
    bytesWaiting -= bytes;
  }
}

async function flush(): Promise<void> {
  flushing++;
  // One turn of the event loop lets requests that arrived together go together.
  await new Promise((resolve) => setImmediate(resolve));
  while (waiting.length > 0) await storeGroup(waiting.splice(0, groupSize()));
  flushing--;
}

function groupSize(): number {
  let bytes = 0;
  const tooMany = waiting.findIndex(({ webhook }, at) => {
    bytes += webhook.body.length;
    return at === MOST_ROWS || (at > 0 && bytes > MOST_BYTES);
  });
  return tooMany < 0 ? waiting.length : tooMany;
}

async function storeGroup(group: Waiting[]): Promise<void> {
  try {
    const stored = await insertWebhooks(group.map(({ webhook }) => webhook));
    for (const [at, { resolve }] of group.entries()) resolve(stored[at] ?? { isNew: false, shopId: null });
  } catch (error) {
    // One bad row must not refuse the others; a database that is gone refuses each of them again, soon enough.
    const [only] = group;
    if (group.length === 1 && only) only.reject(error);
    else for (const one of group) await storeGroup([one]);
  }
}

async function insertWebhooks(webhooks: readonly IncomingWebhook[]): Promise<StoredWebhook[]> {
  const firstAt = firstOfEach(webhooks);
  const rows = webhooks.filter((_, at) => firstAt.has(at));
  const inserted = await acrossShops('intake', (sql) => insert(sql, rows));
  const byId = new Map(inserted.map((row) => [`${row.domain} ${row.webhookId}`, row]));
  // What doubles another of the group may be new all the same, where that one turned out to be none: the rows tell.
  const doubles = webhooks.filter((_, at) => !firstAt.has(at));
  const later = doubles.length > 0 ? await insertWebhooks(doubles) : [];
  return webhooks.map(({ shopDomain, webhookId }, at) => {
    if (!firstAt.has(at)) return later.shift() ?? { isNew: false, shopId: null };
    const row = byId.get(`${shopDomain} ${webhookId}`);
    return { isNew: row !== undefined, shopId: row?.shopId ?? null };
  });
}

/** Places of the webhooks that no earlier one of the group doubles. */
function firstOfEach(webhooks: readonly IncomingWebhook[]): Set<number> {
  const seen = new Set<string>();
  const first = new Set<number>();
  for (const [at, { shopDomain, topic, webhookId, eventId }] of webhooks.entries()) {
    const keys = [
      `${shopDomain} w:${webhookId}`,
      ...(eventId === null ? [] : [`${shopDomain} e:${topic}:${eventId}`]),
    ];
    if (keys.some((key) => seen.has(key))) continue;
    first.add(at);
    for (const key of keys) seen.add(key);
  }
  return first;
}

interface Inserted {
  readonly domain: string;
  readonly webhookId: string;
  readonly shopId: bigint | null;
}

/**
 * Of a shop that had everything deleted only what the law asks and its goodbye are kept. A webhook that is none, since its id or its event was here, leaves no event behind that a later one would be taken
 * for. Everyone writes ids first and events then, each in order, so that two at once never wait for each other.
 *
 * The bodies travel as one value and are cut apart there: an array of bytes would be written out in hexadecimal, twice as
 * long, and escaped character by character.
 */
function insert(sql: Sql, webhooks: readonly IncomingWebhook[]): Promise<Inserted[]> {
  const bodies = webhooks.map(({ body, shopDomain }) => sealBody(body, shopDomain));
  const starts: number[] = [];
  let next = 1;
  for (const { length } of bodies) {
    starts.push(next);
    next += length;
  }
  return sql.prepared<Inserted>(
    'store-webhooks',
    `WITH given AS MATERIALIZED (
       SELECT g.*, substring($7::bytea FROM g.starts FOR g.length) AS body
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $8::bytea[], $9::bytea[],
         $10::boolean[], $11::int4[], $12::int4[])
         AS g (domain, topic, webhook_id, event_id, api_version, triggered_at, customer, email, is_law, starts, length)
     ), fresh AS (
       INSERT INTO webhook_seen (shop_domain, key)
       SELECT domain, 'w:' || webhook_id AS key FROM given g
       WHERE NOT EXISTS (SELECT FROM webhook_seen s WHERE s.shop_domain = g.domain AND s.key = 'e:' || g.topic || ':' || g.event_id)
       ORDER BY 1, 2
       ON CONFLICT DO NOTHING RETURNING shop_domain, key
     ), fresh_event AS (
       INSERT INTO webhook_seen (shop_domain, key)
       SELECT domain, 'e:' || topic || ':' || event_id AS key FROM given
       WHERE event_id IS NOT NULL AND (domain, 'w:' || webhook_id) IN (SELECT shop_domain, key FROM fresh)
       ORDER BY 1, 2
       ON CONFLICT DO NOTHING RETURNING shop_domain, key
     )
     INSERT INTO inbox_webhook (shop_id, shop_domain, topic, webhook_id, event_id, api_version, triggered_at, body_sealed, customer_hash, email_hash)
     SELECT CASE WHEN s.state = 'installed' OR (g.is_law AND s.state IN ('uninstalled', 'erased')) OR (g.topic = 'app/uninstalled' AND s.state = 'erased') THEN s.id END,
       g.domain, g.topic, g.webhook_id, g.event_id, g.api_version, g.triggered_at, g.body, g.customer, g.email
     FROM given g LEFT JOIN shop s ON s.domain = g.domain
     WHERE (s.state IS DISTINCT FROM 'erased' OR g.is_law OR g.topic = 'app/uninstalled')
       AND EXISTS (SELECT FROM fresh WHERE shop_domain = g.domain AND key = 'w:' || g.webhook_id)
       AND (g.event_id IS NULL OR EXISTS (SELECT FROM fresh_event WHERE shop_domain = g.domain AND key = 'e:' || g.topic || ':' || g.event_id))
     RETURNING shop_domain AS domain, webhook_id AS "webhookId", shop_id AS "shopId"`,
    webhooks.map((one) => one.shopDomain),
    webhooks.map((one) => one.topic),
    webhooks.map((one) => one.webhookId),
    webhooks.map((one) => one.eventId),
    webhooks.map((one) => one.apiVersion),
    webhooks.map((one) => one.triggeredAt),
    Buffer.concat(bodies),
    webhooks.map((one) => inboxSubjectHash(one.shopDomain, one.subject)),
    webhooks.map((one) => inboxEmailHash(one.shopDomain, one.subject.email)),
    webhooks.map((one) => isComplianceTopic(one.topic)),
    starts,
    bodies.map(({ length }) => length),
  );
}

const COLUMN = 'inbox_webhook.body_sealed';
/** Where a sealed value begins with the length of its key's id, which is never 0: bound to the shop's domain. */
const BOUND = 0;

function sealBody(body: Buffer, shopDomain: string): Buffer {
  const sealed = seal(body, { shopId: `domain:${shopDomain}`, column: COLUMN });
  return Buffer.concat([Buffer.from([BOUND]), sealed]);
}

/** The bytes of a webhook's body as Shopify sent them. Throws where it was moved to another shop's row. */
export function openBody(sealed: Uint8Array, shopDomain: string): Buffer {
  if (sealed[0] === BOUND)
    return unseal(sealed.subarray(1), { shopId: `domain:${shopDomain}`, column: COLUMN });
  // From before bodies were bound; none is older than the inbox keeps.
  return unseal(sealed, { shopId: 'none', column: COLUMN });
}

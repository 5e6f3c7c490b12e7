import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { countUp } from '~/base/lib/metrics.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { wakePlannerFor } from '~/base/queue/wake-planner.server';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { lockProjection } from '~/intake/customers/lock-customer.server';
import { addWebhookFacts, noFacts, orderToReadAgain } from '~/intake/orders/facts-of-webhook';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { type Json, record } from '~/intake/shopify/read';
import { dropRedacted } from '~/intake/shops/drop-redacted.server';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { type FollowUp, projectShopWebhook } from '~/intake/shops/project-shop-webhook.server';
import { parsePayload } from '~/intake/webhooks/parse-payload';
import { openBody } from '~/intake/webhooks/store-webhooks.server';
import { isComplianceTopic, isTopic } from '~/intake/webhooks/topics';

/**
 * Projects what waits in one shop's inbox, batch by batch, until nothing is left. A batch is one transaction: its rows are
 * projected and marked, or nothing happened. When a batch fails, its rows are tried one by one, so that one bad row
 * stands in nobody's way: it keeps its error, is tried again later and in the end is shown as stuck.
 */
const BATCH_ROWS = 200;
const BATCH_BYTES = 16 * 1024 * 1024;
const MOST_ATTEMPTS = 8;
const LONGEST_RUN_MS = 60_000;

export async function projectInbox(shopId: ShopId): Promise<{ projected: number }> {
  const until = Date.now() + LONGEST_RUN_MS;
  let projected = 0;
  for (;;) {
    const taken = await projectBatch(shopId, BATCH_ROWS);
    projected += taken;
    if (taken === 0) return { projected };
    if (Date.now() > until) {
      await enqueue('project-inbox', { shopId: String(shopId) });
      return { projected };
    }
  }
}

interface InboxRow {
  readonly id: bigint;
  readonly receivedAt: Date;
  readonly topic: string;
  readonly triggeredAt: Date | null;
  readonly shopDomain: string;
  readonly body: Buffer;
}

interface Done {
  /** What became of the rows that left the queue. */
  readonly taken: readonly { readonly topic: string; readonly state: string }[];
  readonly customerIds: readonly bigint[];
  readonly orderGids: readonly string[];
  readonly followUps: readonly FollowUp[];
}

/** One batch in one transaction; the number of rows that left the queue of what waits. */
async function projectBatch(shopId: ShopId, mostRows: number): Promise<number> {
  let claimed: readonly InboxRow[] = [];
  try {
    const done = await sqlInShop(shopId, async (sql) => {
      // Before the rows: a redaction that has it deletes rows of the inbox, and each would wait for the other.
      await lockProjection(sql);
      claimed = await claimRows(sql, mostRows);
      return claimed.length === 0 ? nothing : projectRows(sql, claimed);
    });
    for (const one of done.taken) countUp('carafe_webhooks_projected_total', one);
    await startFollowUps(shopId, done);
    return done.taken.length;
  } catch (error) {
    const [only] = claimed;
    if (!only) throw error;
    if (claimed.length === 1) await keepError(shopId, only, error);
    else for (const _ of claimed) await projectBatch(shopId, 1);
    return claimed.length;
  }
}

const nothing: Done = { taken: [], customerIds: [], orderGids: [], followUps: [] };

function claimRows(sql: ShopSql, mostRows: number): Promise<InboxRow[]> {
  return sql.rows<InboxRow>(
    `SELECT id, received_at AS "receivedAt", topic, triggered_at AS "triggeredAt", shop_domain AS "shopDomain", body_sealed AS body FROM (
       SELECT *, sum(octet_length(body_sealed)) OVER (ORDER BY id) - octet_length(body_sealed) AS bytes_before FROM (
         SELECT * FROM inbox_webhook WHERE shop_id = $1 AND state = 'received' AND (next_try_at IS NULL OR next_try_at <= $2)
         ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED) waiting) measured
     WHERE bytes_before < $4 ORDER BY id`,
    now(),
    mostRows,
    BATCH_BYTES,
  );
}

async function projectRows(sql: ShopSql, rows: readonly InboxRow[]): Promise<Done> {
  const shop = await loadShop(sql);
  const facts = noFacts();
  const states: string[] = [];
  const orderGids: string[] = [];
  const followUps: FollowUp[] = [];
  for (const row of rows) {
    const { topic, payload } = { topic: row.topic, payload: payloadOf(row) };
    const at = row.triggeredAt ?? row.receivedAt;
    if (!isTopic(topic) || !isWanted(shop, topic)) {
      states.push('ignored');
      continue;
    }
    const ofShop = await projectShopWebhook(sql, { topic, payload, at });
    if (ofShop) {
      followUps.push(...ofShop);
      states.push('projected');
      continue;
    }
    const again = orderToReadAgain(topic, payload);
    if (again) orderGids.push(again);
    const triggeredAtMs = row.triggeredAt?.getTime() ?? null;
    const isNews = addWebhookFacts(facts, topic, payload, { triggeredAtMs, currency: shop.currency });
    states.push(isNews || again ? 'projected' : 'ignored');
  }
  const customerIds = await projectFacts(sql, facts, 'webhook');
  await markRows(sql, rows, states);
  await dropRedacted(sql, rows, facts);
  const taken = rows.map(({ topic }, at) => ({ topic, state: states[at] ?? '' }));
  return { taken, customerIds, orderGids, followUps };
}

/** An uninstalled shop's news is worth nothing, but for what the law asks: a reinstall loads everything anew. */
function isWanted(shop: ShopFacts, topic: string): boolean {
  return shop.state === 'installed' || isComplianceTopic(topic) || topic === 'app/uninstalled';
}

function payloadOf(row: InboxRow): Json {
  return record(parsePayload(openBody(row.body, row.shopDomain).toString('utf8')));
}

async function markRows(sql: ShopSql, rows: readonly InboxRow[], states: readonly string[]): Promise<void> {
  await sql.run(
    `UPDATE inbox_webhook i SET state = g.state, projected_at = $5, error = NULL
     FROM unnest($2::int8[], $3::timestamptz[], $4::text[]) AS g (id, received_at, state)
     WHERE i.shop_id = $1 AND i.id = g.id AND i.received_at = g.received_at`,
    rows.map(({ id }) => id),
    rows.map(({ receivedAt }) => receivedAt),
    states,
    now(),
  );
}

/** The error's kind, never its text, which may quote a row. */
async function keepError(shopId: ShopId, row: InboxRow, error: unknown): Promise<void> {
  const { name, code } = error as { name?: string; code?: string };
  const told = [name ?? 'Error', code].filter(Boolean).join(' ');
  const [kept] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ attempts: number; state: string }>(
      `UPDATE inbox_webhook SET attempts = attempts + 1, error = $3,
         state = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN 'stuck' ELSE state END,
         next_try_at = $4::timestamptz + least(interval '1 hour', interval '5 seconds' * power(3, attempts))
       WHERE shop_id = $1 AND id = $2 AND state = 'received' RETURNING attempts, state`,
      row.id,
      told.slice(0, 200),
      now(),
    ),
  );
  log.error('A webhook could not be projected', {
    shopId,
    inboxId: row.id,
    topic: row.topic,
    attempt: kept?.attempts,
    state: kept?.state,
    error,
  });
  countUp('carafe_webhooks_projected_total', {
    topic: row.topic,
    state: kept?.state === 'stuck' ? 'stuck' : 'failed',
  });
}

async function startFollowUps(shopId: ShopId, { customerIds, orderGids, followUps }: Done): Promise<void> {
  const shop = String(shopId);
  await wakePlannerFor(shopId, customerIds);
  for (const shopifyOrderId of new Set(orderGids))
    await enqueue(
      'refetch-order',
      { shopId: shop, shopifyOrderId },
      { dedupeKey: `${shop}-${shopifyOrderId}` },
    );
  for (const { job, id } of followUps) {
    if (job === 'continue-backfill') await enqueue(job, { shopId: shop, backfillId: String(id) });
    else await enqueue(job, { shopId: shop, requestId: String(id) });
  }
}

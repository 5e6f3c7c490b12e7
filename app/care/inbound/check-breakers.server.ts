import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { type BreakerLevel, breakerLevels, type Deliverability, SPAM_SHARE } from '~/care/inbound/breakers';
import type { ShopSql } from '~/db.server';
import type { StopOfShop } from '~/intake/shops/load-shop.server';

/**
 * Looks at the shop's bounces and spam reports and acts: a warning is a task for a person, a stop ends marketing (spam
 * reports) or everything (hard bounces) until a person resumes. What was seen before that is not counted again, so a
 * resume is not undone by the next mail. Call it in the transaction that took the news.
 */
export async function checkBreakers(sql: ShopSql): Promise<{ spam: BreakerLevel; bounces: BreakerLevel }> {
  const found = await deliverability(sql);
  const levels = breakerLevels(found);
  if (levels.spam === 'stop') await stopMarketing(sql, found);
  else if (levels.spam === 'warn') await raise(sql, 'warn-spam-reports', 'spam-reports');
  if (levels.bounces === 'stop') await stopEverything(sql);
  else if (levels.bounces === 'warn') await raise(sql, 'warn-hard-bounces', 'hard-bounces');
  return levels;
}

/** One person who reports every mail is one voice; a mail without a recipient's hash speaks for itself. */
const RECIPIENT = `coalesce(encode(email_hash, 'hex'), id::text)`;

/**
 * The last hundred mails are those that were sent and those that a server refused for good at once. Mails sent are
 * counted no further than a share of reports could still depend on.
 */
async function deliverability(sql: ShopSql): Promise<Deliverability> {
  const [row] = await sql.rows<Deliverability>(
    `WITH since AS (
       SELECT coalesce(max(coalesce(done_at, created_at)) FILTER (WHERE kind = 'stop-spam-reports'), '-infinity') AS spam,
         coalesce(max(coalesce(done_at, created_at)) FILTER (WHERE kind = 'stop-hard-bounces'), '-infinity') AS bounces
       FROM task WHERE shop_id = $1 AND kind IN ('stop-spam-reports', 'stop-hard-bounces')
     ), recent AS (
       SELECT ${RECIPIENT} AS recipient, bounce_kind, bounced_at FROM (
         (SELECT id, email_hash, bounce_kind, bounced_at, sent_at AS at FROM mail
            WHERE shop_id = $1 AND sent_at IS NOT NULL ORDER BY sent_at DESC, id DESC LIMIT 100)
         UNION ALL
         (SELECT id, email_hash, bounce_kind, bounced_at, bounced_at FROM mail
            WHERE shop_id = $1 AND sent_at IS NULL AND bounced_at IS NOT NULL AND bounce_kind = 'hard'
            ORDER BY bounced_at DESC, id DESC LIMIT 100)
       ) both_ways ORDER BY at DESC, id DESC LIMIT 100
     ), reports AS (
       SELECT count(DISTINCT ${RECIPIENT})::int AS count FROM mail, since WHERE shop_id = $1
         AND spam_reported_at > $2::timestamptz - interval '30 days' AND spam_reported_at > since.spam
     )
     SELECT
       (SELECT count(*)::int FROM (SELECT 1 FROM mail WHERE shop_id = $1 AND sent_at > $2::timestamptz - interval '30 days'
          LIMIT (SELECT ceil(count / ${SPAM_SHARE}) + 1 FROM reports)) counted) AS sent,
       (SELECT count FROM reports) AS "spamReports",
       (SELECT count(*)::int FROM recent) AS "lastSent",
       (SELECT count(DISTINCT recipient)::int FROM recent, since WHERE bounce_kind = 'hard' AND bounced_at > since.bounces) AS "hardBounces"`,
    now(),
  );
  return row ?? { sent: 0, spamReports: 0, lastSent: 0, hardBounces: 0 };
}

/** One mark on the shop: the gates read it for whatever advertises, whichever kinds are on now or later. */
async function stopMarketing(sql: ShopSql, { spamReports, sent }: Deliverability): Promise<void> {
  await raise(sql, 'stop-spam-reports', 'spam-reports');
  await sql.run(
    `UPDATE shop SET marketing_stopped_at = $2, marketing_stop = $3 WHERE id = $1 AND marketing_stopped_at IS NULL`,
    now(),
    JSON.stringify({ cause: 'spam-reports', spamReports, sent }),
  );
  log.warn('Spam reports stopped the marketing of a shop', { shopId: sql.shopId });
}

async function stopEverything(sql: ShopSql): Promise<void> {
  await raise(sql, 'stop-hard-bounces', 'hard-bounces');
  await sql.run(
    `UPDATE shop SET bounces_stopped_at = $2 WHERE id = $1 AND bounces_stopped_at IS NULL`,
    now(),
  );
  log.warn('Hard bounces stopped the mail of a shop', { shopId: sql.shopId });
}

/** One open task of a kind is enough. */
async function raise(sql: ShopSql, kind: string, detail: string): Promise<void> {
  await sql.run(
    `INSERT INTO task (shop_id, kind, due_at, reason, created_at)
     SELECT $1, $2::text, $4, $3::jsonb, $4
     WHERE NOT EXISTS (SELECT 1 FROM task WHERE shop_id = $1 AND kind = $2::text AND state = 'open')`,
    kind,
    JSON.stringify({ code: 'held-sender', detail }),
    now(),
  );
}

/** A person lets go on what stopped for this cause: the next such stop is a new one, and counts what comes from now on. */
export async function closeStop(sql: ShopSql, cause: StopOfShop, by: string): Promise<void> {
  await sql.run(
    `UPDATE task SET state = 'done', done_at = $2, outcome = 'resumed', owner = coalesce(owner, $3)
     WHERE shop_id = $1 AND state = 'open' AND kind = 'stop-' || $4::text`,
    now(),
    by,
    cause,
  );
}

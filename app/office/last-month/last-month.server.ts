import { addDays, localTime } from '~/base/lib/days';
import { holdoutChoices } from '~/base/vocabulary/holdout';
import { type ActiveKind, activeKinds, type Kind, type MessageClass } from '~/base/vocabulary/kinds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { loadShop } from '~/intake/shops/load-shop.server';
import { type CapEffect, capEffect, type SentToCustomers } from '~/office/last-month/cap-effect';
import { type DayEffect, dayEffect, type SentOn } from '~/office/last-month/day-effect';
import { type QuietEffect, quietEffect } from '~/office/last-month/quiet-effect';
import { neverWrite } from '~/outreach/planning/eligibility';
import { holdoutPlace } from '~/outreach/planning/holdout';

/** What other settings would have done to the mails of the last 30 days. */
export interface LastMonth {
  readonly mails: number;
  readonly caps: CapEffect['moved'];
  readonly quiet: QuietEffect;
  readonly days: DayEffect;
  /** Marketing mails, which alone a campaign moves. */
  readonly marketing: number;
  readonly kinds: Readonly<Record<ActiveKind, KindEffect>>;
  /** By the percent of their likelihood, the reorder reminders. */
  readonly reminders: readonly { readonly percent: number; readonly count: number }[];
  /** By how many days they gave a purchase, from its day to when it is likely to run out, the same reminders. */
  readonly cycles: readonly { readonly days: number; readonly count: number }[];
}

interface KindEffect {
  readonly mails: number;
  /** For each share that may be left out by chance: the mails whose customer is among them. */
  readonly leftOut: Readonly<Record<string, number>>;
}

const MOST_MAILS = 5_000;
const MONTH_DAYS = 30;

/**
 * What went out since `$2`, of the newest so many where there was more than anybody would count. What is asked of it is
 * gathered by the database: a row for each mail costs this process ten times as much. Each mail's customer and messages
 * are looked up one by one, behind a LIMIT or an OFFSET 0: as a plain join the planner reads whole tables for them.
 */
const LAST_MONTH = `SELECT id, customer_id, class, lead_kind, sent_at FROM mail
  WHERE shop_id = $1 AND sent_at > $2 AND NOT redirected ORDER BY sent_at DESC, id DESC LIMIT ${MOST_MAILS}`;

export async function loadLastMonth(shopId: bigint, at: Date): Promise<LastMonth> {
  const since = addDays(at, -MONTH_DAYS);
  return sqlInShop(shopId, async (sql) => {
    const shop = await loadShop(sql);
    const people = await sentToCustomers(sql, since, shop.timeZone);
    const sent = await sentAt(sql, since, shop.timeZone);
    const { mails, moved } = capEffect(people, shop.settings.caps);
    return {
      mails,
      caps: moved,
      quiet: quietEffect(
        sent.map(({ minuteOfDay }) => minuteOfDay),
        shop.settings.quiet,
      ),
      days: dayEffect(sent, shop),
      marketing: sent.filter((mail) => mail.class === 'marketing').length,
      kinds: kindEffects(shopId, people),
      ...(await reminders(sql, since)),
    };
  });
}

interface SentToThese extends SentToCustomers {
  readonly customerIds: readonly bigint[];
  readonly mails: readonly (SentToCustomers['mails'][number] & { readonly kind: Kind })[];
}

async function sentToCustomers(sql: ShopSql, since: Date, timeZone: string): Promise<SentToThese[]> {
  const rows = await sql.rows<{ ids: string; mails: string }>(
    `SELECT mails, string_agg(customer_id::text, ' ') AS ids
     FROM (SELECT m.customer_id, string_agg((m.sent_at AT TIME ZONE $3)::date - DATE '1970-01-01' || ' ' || m.class || ' ' || m.lead_kind,
         ',' ORDER BY m.sent_at, m.id) AS mails
       FROM (${LAST_MONTH}) m GROUP BY m.customer_id) c
     GROUP BY mails`,
    since,
    timeZone,
  );
  return rows.map(({ ids, mails }) => {
    const customerIds = ids.split(' ').map(BigInt);
    return { customers: customerIds.length, customerIds, mails: mails.split(',').map(readMail) };
  });
}

function readMail(text: string): SentToThese['mails'][number] {
  const [day, mailClass, kind] = text.split(' ');
  return { on: Number(day), class: mailClass as MessageClass, kind: kind as Kind };
}

/** At which minute of its customer's calendar each mail left. */
async function sentAt(
  sql: ShopSql,
  since: Date,
  shopZone: string,
): Promise<(SentOn & { readonly minuteOfDay: number })[]> {
  const rows = await sql.rows<{
    zone: string | null;
    countryCode: string | null;
    class: MessageClass;
    kind: Kind;
    minutes: string;
  }>(
    `SELECT c.time_zone AS zone, c.country_code AS "countryCode", m.class, m.lead_kind AS kind,
       string_agg(floor(extract(epoch FROM m.sent_at) / 60)::int::text, ' ') AS minutes
     FROM (${LAST_MONTH}) m
     LEFT JOIN LATERAL (SELECT time_zone, country_code FROM customer WHERE shop_id = $1 AND id = m.customer_id LIMIT 1) c ON true
     GROUP BY 1, 2, 3, 4`,
    since,
  );
  return rows.flatMap(({ zone, minutes, countryCode, class: messageClass, kind }) => {
    const known = knownTimeZone(zone, shopZone);
    return minutes.split(' ').map((minute) => {
      const { day, minuteOfDay } = localTime(new Date(Number(minute) * 60_000), known);
      return { day, minuteOfDay, countryCode, class: messageClass, kind };
    });
  });
}

const shares = holdoutChoices.filter((choice) => choice !== 'automatic').map(Number);

function kindEffects(shopId: bigint, people: readonly SentToThese[]): LastMonth['kinds'] {
  const effects = activeKinds.map((kind): [ActiveKind, KindEffect] => {
    const got = people.flatMap(({ customerIds, mails }) => {
      const count = mails.filter((mail) => mail.kind === kind).length;
      return count === 0
        ? []
        : customerIds.map((customerId) => ({
            place: holdoutPlace({ shopId, customerId, kind }),
            count,
          }));
    });
    const leftOut = shares.map((percent) => {
      return [String(percent), sumOf(got.filter(({ place }) => place < percent / 100))];
    });
    return [kind, { mails: sumOf(got), leftOut: Object.fromEntries(leftOut) }];
  });
  return Object.fromEntries(effects) as LastMonth['kinds'];
}

/** How likely a reorder was of which last month's reminders spoke, and after how long, as their plan had it. */
async function reminders(sql: ShopSql, since: Date): Promise<Pick<LastMonth, 'reminders' | 'cycles'>> {
  const rows = await sql.rows<{ percent: number | null; days: number | null; count: number }>(
    `SELECT round((r.reason->>'probability')::numeric * 100)::int AS percent,
       (r.reason->>'runOutOn')::date - (r.reason->>'lastOn')::date AS days, count(*)::int AS count
     FROM (${LAST_MONTH}) m
     JOIN LATERAL (SELECT reason FROM message WHERE shop_id = $1 AND mail_id = m.id AND kind = 'running-low' OFFSET 0) r
       ON r.reason->>'probability' IS NOT NULL
     GROUP BY GROUPING SETS ((1), (2)) ORDER BY 1, 2`,
    since,
  );
  return {
    reminders: rows.flatMap(({ percent, count }) => (percent === null ? [] : { percent, count })),
    cycles: rows.flatMap(({ days, count }) => (days === null ? [] : { days, count })),
  };
}

/** Of last month's mails those to customers who are never written to by these tags and this word on companies. */
export async function neverLastMonth(
  sql: ShopSql,
  settings: Parameters<typeof neverWrite>[0]['settings'],
  at: Date,
): Promise<{ count: number; of: number }> {
  const rows = await sql.rows<{ tags: string[]; company: boolean; count: number }>(
    `SELECT c.tags, c.company, count(*)::int AS count FROM (${LAST_MONTH}) m
     JOIN LATERAL (SELECT tags, company FROM customer WHERE shop_id = $1 AND id = m.customer_id LIMIT 1) c ON true
     GROUP BY 1, 2`,
    addDays(at, -MONTH_DAYS),
  );
  const never = rows.filter(({ tags, company }) =>
    neverWrite({ tags, company, relayDomain: null, settings }),
  );
  return { count: sumOf(never), of: sumOf(rows) };
}

function sumOf(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

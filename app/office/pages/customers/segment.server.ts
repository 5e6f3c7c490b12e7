import { localDay } from '~/base/lib/days';
import { unsealText } from '~/base/lib/sealed.server';
import type { ConsentState, SuppressionScope } from '~/base/vocabulary/customers';
import { type ActiveKind, isKind, type Kind } from '~/base/vocabulary/kinds';
import { goesAsPlannedSql, shownStateSql } from '~/base/vocabulary/message-state-sql';
import { strictestSuppression } from '~/care/suppressions/strictest-suppression';
import { type ShopSql, sqlInShop } from '~/db.server';
import { newestConsent } from '~/intake/customers/newest-consent';
import { readSegment, type Segment } from '~/intake/customers/read-segment.server';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { hasDiedSql } from '~/office/pages/customers/has-died';
import { type MessageRow, messageColumns } from '~/office/pages/queue/message-view.server';
import { type MovableMessage, movableMessages } from '~/office/pages/queue/movable-message.server';
import { fromShopify } from '~/office/pages/request/from-shopify.server';
import { todayFor } from '~/outreach/outbox/today-for';
import { relayDomainOf } from '~/outreach/planning/eligibility';
import { generalRefusal, type Person } from '~/outreach/planning/general-refusal';

/** The people of one of the merchant's segments, who of them may be written to, and for which reasons. */
export interface SegmentPage {
  readonly now: Date;
  /** How far this looks ahead. */
  readonly aheadDays: number;
  readonly name: string;
  readonly total: number;
  /** Of how many we looked; fewer than `total` where the segment is very big. */
  readonly looked: number;
  readonly known: number;
  readonly mayGet: { readonly marketing: number; readonly anything: number };
  readonly kinds: readonly SegmentKind[];
  readonly kind: Kind | null;
  readonly rows: readonly MovableMessage[];
  /** Those of them that are planned for a later day, and can be brought forward. */
  readonly later: readonly string[];
}

export interface SegmentKind {
  readonly kind: Kind;
  readonly waiting: number;
  readonly planned: number;
  readonly held: number;
}

/** How far a message may lie ahead to be worth a look here, and how many are decided about at once. */
const AHEAD_DAYS = 30;
const MOST_ROWS = 100;

export async function loadSegment(
  shopId: bigint,
  { segmentId, kind, now }: { segmentId: string; kind: string | null; now: Date },
): Promise<SegmentPage | null> {
  const segment = await fromShopify(readSegment(shopId, segmentId));
  return segment && segmentPage(shopId, segment, { kind, now });
}

/** What of a segment is in our own rows. */
export function segmentPage(
  shopId: bigint,
  segment: Segment,
  { kind, now }: { kind: string | null; now: Date },
): Promise<SegmentPage> {
  return sqlInShop(shopId, async (sql) => {
    const members = await loadMembers(sql, segment.shopifyCustomerIds);
    const ids = members.map(({ id }) => id);
    const shop = await loadShop(sql);
    const kinds = await countKinds(sql, ids, now);
    const chosen = kinds.find((one) => one.kind === kind)?.kind ?? kinds[0]?.kind ?? null;
    const rows = chosen ? await loadRows(sql, { ids, kind: chosen, shop, now }) : [];
    return {
      now,
      aheadDays: AHEAD_DAYS,
      name: segment.name,
      total: segment.total,
      looked: segment.shopifyCustomerIds.length,
      known: members.length,
      mayGet: mayGet(members, { shop, at: now }),
      kinds,
      kind: chosen,
      rows,
      later: rows.filter((row) => isLater(row, shop, now)).map(({ id }) => id),
    };
  });
}

interface Member {
  readonly id: bigint;
  readonly email: Buffer | null;
  readonly hasHash: boolean;
  readonly hasDied: boolean;
  readonly countryCode: string | null;
  readonly tags: readonly string[];
  readonly company: boolean;
  readonly lastPurchaseAt: Date | null;
  readonly state: ConsentState | null;
  readonly scope: SuppressionScope | null;
  /** Kinds that they do not want, '*' for all. */
  readonly off: readonly string[] | null;
}

function loadMembers(sql: ShopSql, shopifyCustomerIds: readonly string[]): Promise<Member[]> {
  return sql.rows<Member>(
    `SELECT c.id, c.email_sealed AS email, c.email_hash IS NOT NULL AS "hasHash", ${hasDiedSql} AS "hasDied",
       c.country_code AS "countryCode", c.tags, c.company,
       (SELECT o.processed_at FROM orders o WHERE o.shop_id = $1 AND o.customer_id = c.id AND o.purpose = 'purchase'
          AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND NOT o.is_test ORDER BY o.processed_at DESC LIMIT 1) AS "lastPurchaseAt",
       (SELECT k.state FROM consent k WHERE k.shop_id = $1 AND k.customer_id = c.id AND k.channel = 'email'
          ORDER BY ${newestConsent('k')} LIMIT 1) AS state,
       (SELECT scope FROM (${strictestSuppression('c.email_hash')}) strictest) AS scope,
       (SELECT array_agg(p.kind) FROM preference p WHERE p.shop_id = $1 AND p.customer_id = c.id AND p.choice = 'off'
          AND p.need_id IS NULL) AS off
     FROM unnest($2::text[]) AS member(gid)
     -- Each by its own key: of thousands at once the planner reads the whole table.
     CROSS JOIN LATERAL (SELECT * FROM customer WHERE shop_id = $1 AND shopify_customer_id = member.gid
       AND merged_into_id IS NULL AND deleted_at IS NULL AND redacted_at IS NULL LIMIT 1) c`,
    shopifyCustomerIds,
  );
}

/** By the same rule that plans are made with, for a kind of each class. */
function mayGet(
  members: readonly Member[],
  { shop, at }: { shop: ShopFacts; at: Date },
): SegmentPage['mayGet'] {
  const people = members.filter(({ hasDied }) => !hasDied).map((member) => personOf(shop.id, member));
  const may = (kind: ActiveKind) =>
    people.filter((person) => generalRefusal(person, kind, { shop, at }) === null).length;
  return { marketing: may('running-low'), anything: may('warranty-expiry') };
}

function personOf(shopId: bigint, member: Member): Person {
  const email = unsealText(member.email, { shopId, column: 'customer.email_sealed' });
  return {
    ...member,
    hasAddress: email !== null && member.hasHash,
    relayDomain: email === null ? null : relayDomainOf(email),
    state: member.state ?? 'UNKNOWN',
    // Only counted, so it does not matter here who said so.
    preferences: (member.off ?? []).map((kind) => {
      return { kind, needId: null, choice: 'off', until: null, byStaff: false };
    }),
  };
}

async function countKinds(sql: ShopSql, ids: readonly bigint[], now: Date): Promise<SegmentKind[]> {
  const rows = await sql.rows<{ kind: string; waiting: number; planned: number; held: number }>(
    `SELECT kind, count(*) FILTER (WHERE state = 'awaiting_approval')::int AS waiting,
       count(*) FILTER (WHERE ${goesAsPlannedSql})::int AS planned,
       count(*) FILTER (WHERE ${shownStateSql} = 'held')::int AS held
     FROM message WHERE shop_id = $1 AND customer_id = ANY($2::bigint[])
       AND state IN ('awaiting_approval', 'planned', 'held') AND due_at < $3
     GROUP BY kind ORDER BY count(*) DESC, kind`,
    ids,
    horizon(now),
  );
  return rows.flatMap((row) => (isKind(row.kind) ? [{ ...row, kind: row.kind }] : []));
}

async function loadRows(
  sql: ShopSql,
  { ids, kind, shop, now }: { ids: readonly bigint[]; kind: Kind; shop: ShopFacts; now: Date },
): Promise<MovableMessage[]> {
  const rows = await sql.rows<MessageRow>(
    `SELECT ${messageColumns} FROM message m JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     WHERE m.shop_id = $1 AND m.customer_id = ANY($2::bigint[]) AND m.kind = $3
       AND m.state IN ('awaiting_approval', 'planned', 'held') AND m.due_at < $4
     ORDER BY (m.state = 'awaiting_approval') DESC, m.due_at, m.id LIMIT ${MOST_ROWS}`,
    ids,
    kind,
    horizon(now),
  );
  return movableMessages(sql, rows, { shop, now });
}

/** In the calendar by which a message that is moved to today goes. */
function isLater({ state, dueAt, customerTimeZone }: MovableMessage, shop: ShopFacts, now: Date): boolean {
  const zone = customerTimeZone ?? shop.timeZone;
  return state === 'planned' && localDay(dueAt, zone) > todayFor(now, { zone, shopZone: shop.timeZone });
}

function horizon(now: Date): Date {
  return new Date(now.getTime() + AHEAD_DAYS * 86_400_000);
}

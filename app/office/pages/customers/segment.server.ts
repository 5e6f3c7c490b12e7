import type { ConsentState } from '~/base/vocabulary/customers';
import { isKind, type Kind, type MessageClass } from '~/base/vocabulary/kinds';
import { goesAsPlannedSql, shownStateSql } from '~/base/vocabulary/message-state-sql';
import { type ShopSql, sqlInShop } from '~/db.server';
import { newestConsent } from '~/intake/customers/newest-consent';
import { readSegment } from '~/intake/customers/read-segment.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { type MessageRow, messageColumns } from '~/office/pages/queue/message-view.server';
import { type MovableMessage, movableMessages } from '~/office/pages/queue/movable-message.server';
import { fromShopify } from '~/office/pages/request/from-shopify.server';
import { consentRefusal } from '~/outreach/planning/consent';

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
  if (!segment) return null;
  return sqlInShop(shopId, async (sql) => {
    const members = await loadMembers(sql, segment.shopifyCustomerIds);
    const ids = members.map(({ id }) => id);
    const may = await mayGet(sql, members, now);
    const kinds = await countKinds(sql, ids, now);
    const chosen = kinds.find((one) => one.kind === kind)?.kind ?? kinds[0]?.kind ?? null;
    return {
      now,
      aheadDays: AHEAD_DAYS,
      name: segment.name,
      total: segment.total,
      looked: segment.shopifyCustomerIds.length,
      known: members.length,
      mayGet: may,
      kinds,
      kind: chosen,
      rows: chosen ? await loadRows(sql, { ids, kind: chosen, now }) : [],
    };
  });
}

interface Member {
  id: bigint;
  country_code: string | null;
  last_order_at: Date | null;
  reachable: boolean;
  state: ConsentState | null;
  suppressed: boolean;
}

function loadMembers(sql: ShopSql, shopifyCustomerIds: readonly string[]): Promise<Member[]> {
  return sql.rows<Member>(
    `SELECT c.id, c.country_code, c.last_order_at, c.email_sealed IS NOT NULL AS reachable,
       (SELECT k.state FROM consent k WHERE k.shop_id = $1 AND k.customer_id = c.id AND k.channel = 'email'
          ORDER BY ${newestConsent('k')} LIMIT 1) AS state,
       EXISTS (SELECT 1 FROM suppression s
          WHERE s.shop_id = $1 AND s.email_hash = c.email_hash AND s.lifted_at IS NULL) AS suppressed
     FROM customer c WHERE c.shop_id = $1 AND c.shopify_customer_id = ANY($2::text[])
       AND c.merged_into_id IS NULL AND c.deleted_at IS NULL AND c.redacted_at IS NULL`,
    shopifyCustomerIds,
  );
}

/** By the same rule that the plan and the last look before sending obey. */
async function mayGet(sql: ShopSql, members: readonly Member[], at: Date): Promise<SegmentPage['mayGet']> {
  const { settings, timeZone } = await loadShop(sql);
  const open = members.filter(({ reachable, suppressed }) => reachable && !suppressed);
  const may = (messageClass: MessageClass) =>
    open.filter(
      ({ state, country_code: countryCode, last_order_at: lastPurchaseAt }) =>
        consentRefusal({
          class: messageClass,
          state: state ?? 'UNKNOWN',
          countryCode,
          lastPurchaseAt,
          softOptInSince: settings.softOptInSince,
          shopTimeZone: timeZone,
          at,
        }) === null,
    ).length;
  return { marketing: may('marketing'), anything: may('transactional') };
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
  { ids, kind, now }: { ids: readonly bigint[]; kind: Kind; now: Date },
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
  const shop = await loadShop(sql);
  return movableMessages(sql, rows, { shop, now });
}

function horizon(now: Date): Date {
  return new Date(now.getTime() + AHEAD_DAYS * 86_400_000);
}

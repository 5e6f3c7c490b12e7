import { localDay } from '~/base/lib/days';
import { unsealText } from '~/base/lib/sealed.server';
import { redirectOf } from '~/base/settings/send-all-to';
import { readShopSettings, type ShopSettings } from '~/base/settings/shop-settings';
import type { ConsentState, SuppressionReason, SuppressionScope } from '~/base/vocabulary/customers';
import { isKind, type Kind, type KindMode, type MessageClass } from '~/base/vocabulary/kinds';
import type { Situation } from '~/base/vocabulary/situations';
import { BREAKER } from '~/base/vocabulary/stop-causes';
import { strictestSuppression } from '~/care/suppressions/strictest-suppression';
import type { ShopSql } from '~/db.server';
import type { TransitByCountry } from '~/insight/learning/history/arrival';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { type TravelRow, travellingOrderName } from '~/insight/learning/history/travelling';
import { POOL_VERSION } from '~/insight/model/pools';
import { newestConsent } from '~/intake/customers/newest-consent';
import { paidSince } from '~/intake/orders/paid-since';
import { isForSale } from '~/intake/products/for-sale';
import { substituteNeed } from '~/intake/products/substitute-need';
import { SEND_NOW_MINUTES } from '~/outreach/outbox/override';
import { relayDomainOf } from '~/outreach/planning/eligibility';
import { fewerCaps } from '~/outreach/planning/frequency-cap';
import type {
  GateFacts,
  KindSwitch,
  NeedGate,
  OrderGate,
  OrderLineGate,
  OwnTemplate,
  RecentMail,
} from '~/outreach/planning/gate-facts';
import { REPLY_HOLDS_DAYS } from '~/outreach/planning/holds';

export interface GateFactsOptions {
  /** The mail that is about to go: it does not stand in its own way. */
  readonly mailId?: bigint;
  /** Leaves out `needs`, `orders`, `orderLines`, `sendNowKeys`, `letGoKeys` and today's counts: a plan knows them from elsewhere. */
  readonly isForPlan?: true;
}

/**
 * Everything that may stand between this customer and a message, at `at`: one statement, in the caller's transaction,
 * which should hold the customer's lock. Null when there is no such customer.
 */
export async function loadGateFacts(
  sql: ShopSql,
  customerId: bigint,
  at: Date,
  { mailId = 0n, isForPlan }: GateFactsOptions = {},
): Promise<GateFacts | null> {
  const [row] = isForPlan
    ? await sql.prepared<GateRow>('plan-facts', forPlan, customerId, at, mailId)
    : await sql.prepared<GateRow>('gate-facts', gateStatement, customerId, at, mailId);
  return row ? gateFacts(row, { shopId: sql.shopId, customerId, at }) : null;
}

/**
 * How many mails of a kind went out today or are on their way, the one that is asked about among them, no further than
 * one more than its limit; what was merged into another is no mail.
 */
const sentToday = `CASE WHEN k.mode = 'off' THEN 0 ELSE (SELECT count(*) FROM (
          (SELECT 1 FROM message m WHERE m.shop_id = $1 AND m.kind = k.kind AND m.state = 'sent' AND m.lead_key IS NULL
            AND m.sent_at >= date_trunc('day', $3::timestamptz AT TIME ZONE s.time_zone) AT TIME ZONE s.time_zone
            AND m.sent_at <= $3 LIMIT k.flood_limit + 1)
          UNION ALL
          (SELECT 1 FROM mail m WHERE m.shop_id = $1 AND m.state = 'sending' AND m.retry_at IS NULL AND m.lead_kind = k.kind
            LIMIT k.flood_limit + 1)
          LIMIT k.flood_limit + 1) counted) END`;

/** Instants inside JSON that a history reads: milliseconds. */
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;

/** What only the last look asks: the rows behind messages that are open or on their way. */
const ofOpenMessages = `,
  (SELECT json_agg(json_build_object('key', o.message_key, 'isNow', o.action = 'send_now'
        AND o.move_to > $3::timestamptz - interval '${SEND_NOW_MINUTES} minutes'
        AND NOT EXISTS (SELECT FROM override later WHERE later.shop_id = $1 AND later.message_key = o.message_key
          AND later.id > o.id AND later.action IN ('approve', 'move') AND later.undone_at IS NULL)))
    FROM override o JOIN message m ON m.shop_id = $1 AND m.key = o.message_key
    WHERE o.shop_id = $1 AND m.customer_id = $2 AND o.action IN ('send_now', 'release') AND o.undone_at IS NULL
      AND m.state IN ('planned', 'awaiting_approval', 'held', 'sending')) AS "letGo",
  (SELECT json_object_agg(o.id, json_build_object('name', o.name, 'processedAt', o.processed_at, 'cancelledAt', coalesce(o.cancelled_at, o.deleted_at),
      'onHold', o.on_hold, 'highRisk', o.high_risk)) FROM orders o WHERE o.shop_id = $1 AND o.id IN (SELECT m.order_id FROM message m
      WHERE m.shop_id = $1 AND m.customer_id = $2 AND m.state IN ('planned', 'awaiting_approval', 'held', 'sending'))) AS orders,
  (SELECT json_object_agg(l.id, json_build_object('currentQuantity', l.current_quantity, 'refundedAt',
      (SELECT max(r.refunded_at) FROM refund r WHERE r.shop_id = $1 AND r.shopify_order_id = l.shopify_order_id)))
    FROM order_line l WHERE l.shop_id = $1 AND l.id IN (SELECT m.order_line_id FROM message m
      WHERE m.shop_id = $1 AND m.customer_id = $2 AND m.state IN ('planned', 'awaiting_approval', 'held', 'sending'))) AS "orderLines",
  (SELECT json_object_agg(t.id, json_build_object('item', t.title, 'lastPurchasedAt', t.bought_at, 'lastOrderId', t.order_id::text,
      'availableForSale', t.available, 'onSubscription', t.subscribed, 'coming', t.coming,
      'transit', CASE WHEN t.coming IS NOT NULL THEN (SELECT p.transit FROM shop_pool p WHERE p.shop_id = $1 AND p.version = ${POOL_VERSION}) END))
    FROM (SELECT n.id, n.title, bought.processed_at AS bought_at, bought.id AS order_id, coming.lines AS coming,
        ${isForSale('n')} AS available,
        coalesce(bought.on_subscription, false) AS subscribed
      FROM need n
      LEFT JOIN LATERAL (SELECT o.id, o.processed_at, l.on_subscription FROM orders o
          JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.current_quantity > 0
          JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id AND nv.need_id IN (n.id, ${substituteNeed('n')}) AND nv.valid_until IS NULL
        WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.purpose = 'purchase' AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND NOT o.is_test
        ORDER BY o.processed_at DESC, o.shopify_order_id DESC LIMIT 1) bought ON true
      -- What may still be under way, the newest order first; the rule itself is isTravelling, which plans ask as well. No
      -- parcel travels for 90 days.
      LEFT JOIN LATERAL (SELECT json_agg(json_build_object('orderName', o.name,
          'order', json_build_object('at', ${ms('o.processed_at')}, 'paidAt', ${ms('o.paid_at')}, 'isPos', o.is_pos,
            'isDigital', o.is_digital, 'countryCode', o.country_code),
          'line', json_build_object('gid', l.shopify_line_item_id, 'requiresShipping', l.requires_shipping,
            'quantity', l.quantity, 'currentQuantity', l.current_quantity),
          'parcels', (SELECT coalesce(json_agg(json_build_object('gid', f.shopify_fulfillment_id, 'status', f.status,
              'fulfilledAt', ${ms('f.fulfilled_at')}, 'deliveredAt', ${ms('f.delivered_at')}, 'lines', f.line_quantities)), '[]')
            FROM fulfillment f WHERE f.shop_id = $1 AND f.shopify_order_id = o.shopify_order_id),
          'events', (SELECT coalesce(json_agg(json_build_object('parcel', e.shopify_fulfillment_id, 'status', e.status,
              'at', ${ms('e.happened_at')}) ORDER BY e.happened_at, e.shopify_fulfillment_event_id), '[]')
            FROM fulfillment f JOIN fulfillment_event e ON e.shop_id = $1 AND e.shopify_fulfillment_id = f.shopify_fulfillment_id
            WHERE f.shop_id = $1 AND f.shopify_order_id = o.shopify_order_id),
          'refunds', (SELECT coalesce(json_agg(json_build_object('lines', r.line_quantities)), '[]')
            FROM refund r WHERE r.shop_id = $1 AND r.shopify_order_id = o.shopify_order_id),
          'returns', (SELECT coalesce(json_agg(json_build_object('lines', r.line_quantities)), '[]')
            FROM order_return r WHERE r.shop_id = $1 AND r.shopify_order_id = o.shopify_order_id
              AND upper(r.status) IN ('OPEN', 'CLOSED')))
          ORDER BY o.processed_at DESC, o.shopify_order_id DESC) AS lines
        FROM orders o
          JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.current_quantity > 0 AND l.requires_shipping
          JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id AND nv.need_id = n.id AND nv.valid_until IS NULL
        WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND NOT o.is_test AND NOT o.is_pos
          AND o.purpose <> 'test' AND (o.processed_at > $3::timestamptz - interval '90 days'
            OR EXISTS (SELECT FROM fulfillment f WHERE f.shop_id = $1 AND f.shopify_order_id = o.shopify_order_id
              AND greatest(f.fulfilled_at, f.delivered_at) > $3::timestamptz - interval '90 days'))) coming ON true
      WHERE n.shop_id = $1 AND n.id IN (SELECT m.need_id FROM message m WHERE m.shop_id = $1 AND m.customer_id = $2
        AND m.kind = 'running-low' AND m.state IN ('planned', 'awaiting_approval', 'held', 'sending'))) t) AS needs`;

const statement = (more: string, countSent: string) => `
SELECT c.email_hash AS "emailHash", c.email_sealed AS "emailSealed", c.country_code AS "countryCode", c.locale, c.tags, c.company,
  c.time_zone AS "timeZone", c.deleted_at AS "deletedAt", c.redacted_at AS "redactedAt", c.merged_into_id AS "mergedIntoId",
  -- Over all who became this customer, by way of others, too: whose plan is owed still has with them what they told us.
  EXISTS (WITH RECURSIVE became (id, owed) AS (
      SELECT g.id, g.replan_due_at IS NOT NULL FROM customer g WHERE g.shop_id = $1 AND g.merged_into_id = $2
      UNION
      SELECT g.id, g.replan_due_at IS NOT NULL FROM became b JOIN customer g ON g.shop_id = $1 AND g.merged_into_id = b.id
    ) SELECT FROM became WHERE owed) AS "isTakingOver",
  s.name AS "shopName", s.state AS "shopState", s.installed_at AS "installedAt", s.time_zone AS "shopTimeZone", s.country_code AS "shopCountryCode",
  s.currency, s.locale AS "shopLocale", s.paused_at AS "pausedAt", s.paused_by AS "pausedBy", s.bounces_stopped_at AS "bouncesStoppedAt",
  CASE WHEN s.restored_at IS NOT NULL THEN s.restore_epoch END AS "restoredEpoch", s.marketing_stopped_at AS "marketingStoppedAt", s.reconciled_through AS "reconciledThrough", s.settings::text AS settings,
  (SELECT json_agg(json_build_object('kind', k.kind, 'mode', k.mode, 'enabledAt', k.enabled_at, 'reviewed', k.reviewed,
      'reviewEndedAt', k.review_ended_at, 'pausedAt', k.paused_at, 'pausedBy', k.paused_by, 'holdoutPercent', k.holdout_percent,
      'floodHeldOn', k.flood_held_on, 'floodReleasedOn', k.flood_released_on, 'floodLimit', k.flood_limit,
      'sentToday', ${countSent}))
    FROM shop_kind k WHERE k.shop_id = $1) AS kinds,
  (SELECT json_agg(t) FROM (SELECT DISTINCT ON (kind, locale) kind, locale, version, class, body = '' AS "isDefault"
    FROM template WHERE shop_id = $1 ORDER BY kind, locale, version DESC) t) AS templates,
  (SELECT json_build_object('state', n.state, 'changedAt', n.changed_at) FROM consent n
    WHERE n.shop_id = $1 AND n.customer_id = $2 AND n.channel = 'email'
    ORDER BY ${newestConsent('n')} LIMIT 1) AS consent,
  (SELECT row_to_json(x) FROM (${strictestSuppression('c.email_hash')}) x) AS suppression,
  (SELECT json_agg(json_build_object('kind', p.kind, 'needId', p.need_id::text, 'choice', p.choice, 'until', p.until, 'byStaff', p.source = 'staff'))
    FROM preference p WHERE p.shop_id = $1 AND p.customer_id = $2) AS preferences,
  (SELECT o.processed_at FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.purpose = 'purchase'
      AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND NOT o.is_test
    ORDER BY o.processed_at DESC LIMIT 1) AS "lastPurchaseAt",
  (SELECT min(x.opened_at) FROM complaint x WHERE x.shop_id = $1 AND x.customer_id = $2 AND x.state = 'open') AS "complaintOpenedAt",
  (SELECT max(x.closed_at) + interval '7 days' FROM complaint x WHERE x.shop_id = $1 AND x.customer_id = $2 AND x.state <> 'open'
      AND x.answered_well_at IS NULL AND x.closed_at > $3::timestamptz - interval '7 days') AS "marketingAfter",
  (SELECT min(x.due_at) FROM commitment x WHERE x.shop_id = $1 AND x.customer_id = $2 AND x.state = 'open' AND x.due_at < $3) AS "overduePromiseAt",
  (SELECT json_build_object('word', x.kind, 'until', x.until) FROM contact_note x
    WHERE x.shop_id = $1 AND x.customer_id = $2 AND x.kind IN ('died', 'ill', 'in_grief') AND (x.until IS NULL OR x.until > $3)
    ORDER BY CASE x.kind WHEN 'died' THEN 0 ELSE 1 END, x.at DESC, x.id LIMIT 1) AS situation,
  (SELECT max(x.created_at) FROM task x WHERE x.shop_id = $1 AND x.customer_id = $2 AND x.kind = 'answer-reply' AND x.state = 'open'
      AND x.created_at > $3::timestamptz - interval '${REPLY_HOLDS_DAYS} days') AS "repliedAt",
  -- Paid and not shipped when the shop's own handling time is over (three working days until it is known, never less than
  -- one, that a shop which sends the same day is not late overnight); never for ever.
  (SELECT o.name FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.processed_at > $3::timestamptz - interval '60 days'
      AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND NOT o.is_test AND NOT o.is_digital AND NOT o.is_pos
      AND lower(coalesce(o.fulfillment_status, 'unfulfilled')) IN ('unfulfilled', 'on_hold', 'scheduled', 'open')
      AND NOT EXISTS (SELECT 1 FROM fulfillment f WHERE f.shop_id = $1 AND f.shopify_order_id = o.shopify_order_id AND lower(f.status) <> 'cancelled')
      AND carafe_working_days(($3::timestamptz AT TIME ZONE s.time_zone)::date - 1)
        - carafe_working_days((${paidSince('o')} AT TIME ZONE s.time_zone)::date) >= greatest(coalesce(s.handling_days, 3), 1)
    ORDER BY o.processed_at, o.shopify_order_id LIMIT 1) AS "lateOrderName",
  (SELECT o.name FROM orders o JOIN fulfillment f ON f.shop_id = $1 AND f.shopify_order_id = o.shopify_order_id
    WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.processed_at > $3::timestamptz - interval '60 days' AND o.cancelled_at IS NULL
      AND f.delivered_at IS NULL AND f.shipment_status IS NOT NULL AND lower(f.shipment_status) NOT IN ('delivered', 'picked_up')
      AND lower(f.status) <> 'cancelled' AND f.estimated_delivery_at < $3::timestamptz - interval '2 days'
    ORDER BY o.processed_at, o.shopify_order_id LIMIT 1) AS "lateParcelOrderName",
  (SELECT o.name FROM orders o JOIN order_return r ON r.shop_id = $1 AND r.shopify_order_id = o.shopify_order_id
    WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.processed_at > $3::timestamptz - interval '365 days'
      AND upper(r.status) IN ('REQUESTED', 'OPEN')
    ORDER BY o.processed_at, o.shopify_order_id LIMIT 1) AS "pendingRefundOrderName",
  (SELECT o.name FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.disputed_at IS NOT NULL
    ORDER BY o.processed_at, o.shopify_order_id LIMIT 1) AS "disputedOrderName",
  (SELECT json_agg(json_build_object('at', coalesce(m.sent_at, m.claimed_at), 'class', m.class, 'kind', m.lead_kind, 'redirected', m.redirected)) FROM mail m
    WHERE m.shop_id = $1 AND m.customer_id = $2 AND m.id <> $4 AND (m.sent_at > $3::timestamptz - interval '32 days'
      OR (m.sent_at IS NULL AND m.state IN ('sending', 'unconfirmed') AND m.claimed_at > $3::timestamptz - interval '32 days'))) AS "recentMails"${more}
FROM customer c JOIN shop s ON s.id = $1
WHERE c.shop_id = $1 AND c.id = $2`;

/** Parameters: shop, customer, instant, mail. Sending derives its statement for whole batches from this one. */
export const gateStatement = statement(ofOpenMessages, sentToday);
/** A plan reads the rest from what was learnt, for needs that have no message yet, too. */
const forPlan = statement(
  `,
  EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.attribution_token IS NOT NULL) AS "cameThroughLink"`,
  '0',
);

/** What the statement answers; instants inside JSON are text. */
export interface GateRow {
  emailHash: Uint8Array | null;
  emailSealed: Uint8Array | null;
  countryCode: string | null;
  locale: string | null;
  tags: string[] | null;
  company: boolean;
  timeZone: string | null;
  deletedAt: Date | null;
  redactedAt: Date | null;
  mergedIntoId: bigint | null;
  isTakingOver: boolean;
  shopName: string;
  shopState: string;
  installedAt: Date;
  shopTimeZone: string;
  shopCountryCode: string | null;
  currency: string;
  shopLocale: string;
  templates: OwnTemplate[] | null;
  pausedAt: Date | null;
  pausedBy: string | null;
  bouncesStoppedAt: Date | null;
  restoredEpoch: number | null;
  marketingStoppedAt: Date | null;
  reconciledThrough: Date | null;
  settings: string;
  kinds: KindRow[] | null;
  consent: { state: ConsentState; changedAt: string } | null;
  suppression: { reason: SuppressionReason; scope: SuppressionScope; since: string } | null;
  preferences:
    | {
        kind: string;
        needId: string | null;
        choice: 'on' | 'off' | 'fewer' | 'snoozed';
        until: string | null;
        byStaff: boolean;
      }[]
    | null;
  lastPurchaseAt: Date | null;
  complaintOpenedAt: Date | null;
  marketingAfter: Date | null;
  overduePromiseAt: Date | null;
  situation: { word: Situation; until: string | null } | null;
  repliedAt: Date | null;
  lateOrderName: string | null;
  lateParcelOrderName: string | null;
  pendingRefundOrderName: string | null;
  disputedOrderName: string | null;
  recentMails: { at: string; class: MessageClass; kind: string; redirected: boolean }[] | null;
  letGo?: { key: string; isNow: boolean }[] | null;
  cameThroughLink?: boolean;
  orders?: Record<
    string,
    { name: string; processedAt: string; cancelledAt: string | null; onHold: boolean; highRisk: boolean }
  > | null;
  orderLines?: Record<string, { currentQuantity: number; refundedAt: string | null }> | null;
  needs?: Record<
    string,
    {
      item: string;
      lastPurchasedAt: string | null;
      lastOrderId: string | null;
      availableForSale: boolean;
      onSubscription: boolean;
      coming: TravelRow[] | null;
      transit: TransitByCountry | null;
    }
  > | null;
}

interface KindRow {
  kind: string;
  mode: KindMode;
  enabledAt: string | null;
  reviewed: number;
  reviewEndedAt: string | null;
  pausedAt: string | null;
  pausedBy: string | null;
  holdoutPercent: number;
  floodHeldOn: string | null;
  floodReleasedOn: string | null;
  floodLimit: number;
  sentToday: number;
}

export function gateFacts(row: GateRow, of: { shopId: bigint; customerId: bigint; at: Date }): GateFacts {
  const timeZone = knownTimeZone(row.timeZone, row.shopTimeZone);
  const email = unsealText(row.emailSealed, { shopId: of.shopId, column: 'customer.email_sealed' });
  const { situation } = row;
  const settings = settingsFor(row);
  return {
    at: of.at,
    today: localDay(of.at, timeZone),
    timeZone,
    shop: {
      id: of.shopId,
      name: row.shopName,
      installed: row.shopState === 'installed',
      installedAt: row.installedAt,
      timeZone: row.shopTimeZone,
      countryCode: row.shopCountryCode,
      currency: row.currency,
      locale: row.shopLocale,
      pausedAt: row.pausedAt ?? row.bouncesStoppedAt,
      pausedBy: row.pausedAt || !row.bouncesStoppedAt ? row.pausedBy : BREAKER,
      restoredEpoch: row.restoredEpoch,
      marketingStoppedAt: row.marketingStoppedAt,
      reconciledThrough: row.reconciledThrough,
      settings,
    },
    kinds: Object.fromEntries((row.kinds ?? []).filter(({ kind }) => isKind(kind)).map(kindSwitch)),
    customer: {
      id: of.customerId,
      gone: row.redactedAt
        ? 'redacted'
        : row.deletedAt
          ? 'deleted'
          : row.mergedIntoId === null
            ? null
            : 'merged',
      isTakingOver: row.isTakingOver,
      hasAddress: email !== null && row.emailHash !== null,
      emailHashHex: row.emailHash ? Buffer.from(row.emailHash).toString('hex') : null,
      relayDomain: email ? relayDomainOf(email) : null,
      countryCode: row.countryCode,
      locale: row.locale,
      tags: row.tags ?? [],
      company: row.company,
      consent: row.consent
        ? { state: row.consent.state, changedAt: new Date(row.consent.changedAt) }
        : { state: 'UNKNOWN', changedAt: null },
      suppression: row.suppression && { ...row.suppression, since: new Date(row.suppression.since) },
      preferences: (row.preferences ?? []).map(({ needId, until, ...choice }) => ({
        ...choice,
        needId: needId === null ? null : BigInt(needId),
        until: instant(until),
      })),
      lastPurchaseAt: row.lastPurchaseAt,
      holds: {
        complaintOpenedAt: row.complaintOpenedAt,
        marketingAfter: row.marketingAfter,
        lateOrderName: row.lateOrderName ?? row.lateParcelOrderName,
        pendingRefundOrderName: row.pendingRefundOrderName,
        disputedOrderName: row.disputedOrderName,
        overduePromiseAt: row.overduePromiseAt,
        situation: situation && { word: situation.word, until: instant(situation.until) },
        repliedAt: row.repliedAt,
      },
    },
    recentMails: recentMailsOf(row, timeZone, redirectOf(settings, of.at, row.shopTimeZone) !== null),
    needs: mapValues(
      row.needs,
      ({ coming, transit, ...need }): NeedGate => ({
        ...need,
        travellingOrderName: travellingOrderName(coming ?? [], {
          shopCountry: row.shopCountryCode,
          customerCountry: row.countryCode,
          transit: transit ?? {},
          timeZone,
          at: of.at,
        }),
        lastPurchasedAt: instant(need.lastPurchasedAt),
        lastOrderId: need.lastOrderId === null ? null : BigInt(need.lastOrderId),
      }),
    ),
    orders: mapValues(
      row.orders,
      (order): OrderGate => ({
        ...order,
        processedAt: new Date(order.processedAt),
        cancelledAt: instant(order.cancelledAt),
      }),
    ),
    orderLines: mapValues(
      row.orderLines,
      (line): OrderLineGate => ({ ...line, refundedAt: instant(line.refundedAt) }),
    ),
    templates: row.templates ?? [],
    cameThroughLink: row.cameThroughLink ?? false,
    sendNowKeys: new Set((row.letGo ?? []).flatMap(({ key, isNow }) => (isNow ? [key] : []))),
    letGoKeys: new Set((row.letGo ?? []).map(({ key }) => key)),
  };
}

/**
 * What the customer got, or may have got. What the merchant got instead counts only while that goes on, so that the week
 * is a true picture of the customer's; afterwards the customer has heard nothing.
 */
function recentMailsOf(
  { recentMails }: Pick<GateRow, 'recentMails'>,
  timeZone: string,
  isRehearsal: boolean,
): RecentMail[] {
  return (recentMails ?? [])
    .filter(({ redirected }) => isRehearsal || !redirected)
    .map(({ at, class: mailClass, kind }) => ({
      class: mailClass,
      kind,
      on: localDay(new Date(at), timeZone),
    }));
}

function kindSwitch({ kind, ...row }: KindRow): [Kind, KindSwitch] {
  return [
    kind as Kind,
    {
      ...row,
      enabledAt: instant(row.enabledAt),
      reviewEndedAt: instant(row.reviewEndedAt),
      pausedAt: instant(row.pausedAt),
    },
  ];
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function mapValues<In, Out>(
  record: Record<string, In> | null | undefined,
  change: (value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, change(value)]));
}

/** The shop's settings, with half the caps for a customer who asked for fewer mails. */
function settingsFor({ settings, preferences }: Pick<GateRow, 'settings' | 'preferences'>): ShopSettings {
  const shared = settingsOf(settings);
  const wantsFewer = preferences?.some(({ kind, choice }) => kind === '*' && choice === 'fewer');
  return wantsFewer ? { ...shared, caps: fewerCaps(shared.caps) } : shared;
}

/** Reading settings costs more than the query; shops keep theirs for weeks. */
const settingsByText = new Map<string, ShopSettings>();

function settingsOf(text: string): ShopSettings {
  let found = settingsByText.get(text);
  if (!found) {
    if (settingsByText.size > 500) settingsByText.clear();
    found = readShopSettings(JSON.parse(text));
    settingsByText.set(text, found);
  }
  return found;
}

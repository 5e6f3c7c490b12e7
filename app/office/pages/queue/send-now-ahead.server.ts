import { localDay } from '~/base/lib/days';
import { redirectOf } from '~/base/settings/send-all-to';
import type { Channel, Kind, MessageClass } from '~/base/vocabulary/kinds';
import { isOpenState } from '~/base/vocabulary/message-states';
import type { Reason } from '~/base/vocabulary/reasons';
import { BREAKER } from '~/base/vocabulary/stop-causes';
import type { ShopSql } from '~/db.server';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import type { MessageRow, MessageView } from '~/office/pages/queue/message-view.server';
import { isSupplyExpected, loadSoldOut, type NotNow, notNow } from '~/office/pages/queue/not-now.server';
import { firstStepKey } from '~/outreach/kinds/message-key';
import { sendNowRefusal } from '~/outreach/outbox/send-now-refusal';
import type { OutOfTurn, StepRow } from '~/outreach/outbox/step-in-turn';
import type { ShopStops } from '~/outreach/planning/gate-facts';
import { shopHold } from '~/outreach/planning/gates';
import { countryHold } from '~/outreach/planning/holds';
import { senderHolds } from '~/sending/channels/channel-of.server';
import { loadSenderHealth } from '~/sending/sender-health.server';

/** What "send now" would come to, so that nobody is promised a mail that does not leave. */
export interface SendNowAhead {
  /** It would not be taken, for this. */
  readonly refused: Reason | OutOfTurn | NotNow | null;
  /** It would be taken, and wait until this is over. */
  readonly waits: Reason | null;
  /** The address that gets all mail instead of customers. */
  readonly insteadTo: string | null;
}

const nothingAhead: SendNowAhead = { refused: null, waits: null, insteadTo: null };

/**
 * What "send now" would come to for messages of which these are the open ones. What nobody knows before the last look (a
 * consent that is withdrawn in between, an order that comes in) is left to it.
 */
export async function loadSendNowAhead(
  sql: ShopSql,
  open: readonly MessageRow[],
  { shop, now }: { shop: ShopFacts; now: Date },
): Promise<(row: MessageRow, view: MessageView) => SendNowAhead> {
  if (open.length === 0) return () => nothingAhead;
  const aheadOf = await loadAheadOf(sql, open, { shop, now });
  const remindsOf = ({ kind, need_id: id }: MessageRow) => (kind === 'running-low' ? id : null);
  const needs = open.map(remindsOf).filter((id) => id !== null);
  const soldOut = needs.length > 0 ? await loadSoldOut(sql, 'SELECT unnest($2::bigint[])', needs) : new Map();
  const isExpected = ({ time_zone: zone }: MessageRow, { reason }: MessageView) =>
    isSupplyExpected(reason, localDay(now, knownTimeZone(zone, shop.timeZone)));
  return (row, view) =>
    isOpenState(view.state)
      ? {
          ...aheadOf({
            ...view,
            key: row.key,
            countryCode: row.country_code,
            notNow: notNow(soldOut.get(String(remindsOf(row))), isExpected(row, view)),
          }),
          insteadTo: redirectOf(shop.settings, now, shop.timeZone),
        }
      : nothingAhead;
}

/** The same for any of these open messages, with what little of each it takes. */
export async function loadAheadOf(
  sql: ShopSql,
  open: readonly Pick<LeavingMessage & StepRow, 'key' | 'channel'>[],
  { shop, now }: { shop: ShopFacts; now: Date },
): Promise<
  (
    message: LeavingMessage & Parameters<typeof sendNowRefusal>[0] & { readonly notNow: NotNow | null },
  ) => Omit<SendNowAhead, 'insteadTo'>
> {
  const stops = await loadStopsOfShop(sql, shop, open);
  const steps = await loadFirstSteps(
    sql,
    open.map(({ key }) => key),
  );
  const firsts = new Map(steps.map((step) => [step.key, step]));
  return (message) => {
    const first = firsts.get(firstStepKey(message.key));
    return {
      refused: sendNowRefusal(message, first ? [first] : [], now) ?? message.notNow,
      waits: waitsFor(stops, message),
    };
  };
}

/** What the first of these messages that would wait waits for; null: none of them waits. */
export async function loadFirstWait(sql: ShopSql, messageIds: readonly bigint[]): Promise<Reason | null> {
  const rows = await sql.rows<LeavingMessage>(
    `SELECT m.kind, m.class, m.channel, c.country_code AS "countryCode" FROM message m
     JOIN customer c ON c.shop_id = $1 AND c.id = m.customer_id WHERE m.shop_id = $1 AND m.id = ANY($2::bigint[])
     ORDER BY m.due_at, m.id`,
    messageIds,
  );
  const stops = await loadStopsOfShop(sql, await loadShop(sql), rows);
  return rows.map((row) => waitsFor(stops, row)).find((reason) => reason !== null) ?? null;
}

export interface LeavingMessage {
  readonly kind: Kind;
  readonly class: MessageClass;
  readonly channel: Channel;
  readonly countryCode: string | null;
}

/** What all mail, a kind, a country or a way of sending waits for; null: nothing. */
function waitsFor(stops: StopsOfShop, message: LeavingMessage): Reason | null {
  return (
    shopHold(stops, message) ??
    countryHold({ ...stops, customer: message }, message) ??
    stops.restored ??
    stops.ways.get(message.channel) ??
    null
  );
}

interface StopsOfShop extends ShopStops {
  /** Everything waits until a person has looked at what came back from a backup. */
  readonly restored: Reason | null;
  /** Why nothing leaves this way. */
  readonly ways: ReadonlyMap<Channel, Reason | null>;
}

async function loadStopsOfShop(
  sql: ShopSql,
  shop: ShopFacts,
  messages: readonly Pick<LeavingMessage, 'channel'>[],
): Promise<StopsOfShop> {
  const [row] = await sql.rows<{
    bouncesStoppedAt: Date | null;
    marketingStoppedAt: Date | null;
    restoredAt: Date | null;
  }>(
    `SELECT bounces_stopped_at AS "bouncesStoppedAt", marketing_stopped_at AS "marketingStoppedAt", restored_at AS "restoredAt"
     FROM shop WHERE id = $1`,
  );
  const kinds = await sql.rows<{ kind: Kind; pausedAt: Date | null; pausedBy: string | null }>(
    'SELECT kind, paused_at AS "pausedAt", paused_by AS "pausedBy" FROM shop_kind WHERE shop_id = $1',
  );
  const byBounces = row?.bouncesStoppedAt ?? null;
  return {
    shop: {
      settings: shop.settings,
      pausedAt: shop.pausedAt ?? byBounces,
      pausedBy: shop.pausedAt || !byBounces ? shop.pausedBy : BREAKER,
      marketingStoppedAt: row?.marketingStoppedAt ?? null,
    },
    kinds: Object.fromEntries(kinds.map(({ kind, ...pause }) => [kind, pause])),
    restored: row?.restoredAt ? { code: 'held-restored', epoch: shop.restoreEpoch } : null,
    ways: await loadWays(sql, shop, messages),
  };
}

/** A way that is set up may still lead to a server that takes nothing: claims leave its mail alone, so it is asked here. */
async function loadWays(
  sql: ShopSql,
  shop: ShopFacts,
  messages: readonly Pick<LeavingMessage, 'channel'>[],
): Promise<StopsOfShop['ways']> {
  const channels = messages.map(({ channel }) => channel);
  const holds = await senderHolds(sql, channels, shop);
  if (holds.get('email') !== null) return holds;
  const { state, lastError } = await loadSenderHealth(sql);
  return state === 'ok'
    ? holds
    : new Map([...holds, ['email', { code: 'held-sender', detail: lastError ?? '' }]]);
}

async function loadFirstSteps(sql: ShopSql, keys: readonly string[]): Promise<StepRow[]> {
  const firstKeys = keys.flatMap((key) => (firstStepKey(key) === key ? [] : [firstStepKey(key)]));
  if (firstKeys.length === 0) return [];
  return sql.rows<StepRow>(
    `SELECT key, state, sent_at AS "sentAt", due_at AS "dueAt" FROM message WHERE shop_id = $1 AND key = ANY($2::text[])`,
    firstKeys,
  );
}

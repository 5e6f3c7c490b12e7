import { now } from '~/base/lib/clock.server';
import { unsealText } from '~/base/lib/sealed.server';
import { redirectOf } from '~/base/settings/send-all-to';
import type { Channel, Kind } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { noteFloods } from '~/outreach/planning/hold-floods.server';
import type { PreparedDelivery } from '~/sending/channels/channel';
import { senderHolds } from '~/sending/channels/channel-of.server';
import type { ClaimedMail } from '~/sending/claim-mail.server';
import { loadWarmUps } from '~/sending/domain/load-warm-up.server';
import type { WarmUp } from '~/sending/domain/warm-up';
import { inBatches } from '~/sending/in-batches';
import { askForReconcile } from '~/sending/judge-again.server';
import { type Look, type LookChange, type LookMessage, lastLook } from '~/sending/last-look';
import { ANSWER_MARGIN_SECONDS } from '~/sending/leases';
import { loadGates } from '~/sending/load-gates.server';
import type { MailCustomer, ReadyMail } from '~/sending/ready-mail';
import { dropMailsOfNobody, saveLooks } from '~/sending/save-look.server';

/**
 * The last look, for many mails of a shop in one transaction: their customers' locks in the order of ids, everything
 * that the gates ask about loaded under them, the verdicts stored. At the dot `committing` is stored with it, durably,
 * so that a crash after it is known for what it is. A customer whom somebody else is deciding about is waited for
 * outside the transaction, so that one long plan does not hold up the shop's mail.
 */
export type LookResult =
  | { readonly status: 'go'; readonly ready: ReadyMail }
  /** Nothing goes: what happens instead is stored. */
  | { readonly status: 'not-now' }
  /** Another worker has the mail. */
  | { readonly status: 'lost' };

export interface LookAsked {
  readonly mail: ClaimedMail;
  /** At the dot: what was made, and which messages it speaks of. */
  readonly dot: {
    readonly ready: ReadyMail;
    readonly prepared: PreparedDelivery;
  } | null;
}

const BATCH = {
  limit: 64,
  laneOf: ({ mail }: LookAsked) => mail.shopId,
  keyOf: ({ mail }: LookAsked) => mail.customerId,
};
const askFirst = inBatches(lookAtBatch, { ...BATCH, waitMs: 1 });
const askAtDot = inBatches(lookAtBatch, { ...BATCH, waitMs: 1 });
const LOCKED_PAUSE_MS = 20;
const LOCKED_LONGEST_MS = 20_000;

/** Throws when the customer stays locked for 20 seconds; the lease then brings the mail back. */
export async function takeLook(asked: LookAsked): Promise<LookResult> {
  const ask = asked.dot ? askAtDot : askFirst;
  const deadline = Date.now() + LOCKED_LONGEST_MS;
  for (;;) {
    const result = await ask(asked);
    if (result !== 'locked') return result;
    if (Date.now() > deadline) throw new Error('A customer was locked for too long');
    await new Promise((resolve) => setTimeout(resolve, LOCKED_PAUSE_MS));
  }
}

async function lookAtBatch(asked: LookAsked[]): Promise<(LookResult | 'locked')[]> {
  const shopId = asked[0]?.mail.shopId;
  if (shopId === undefined) return [];
  const isFirst = asked.every(({ dot }) => dot === null);
  const decideAll = async (sql: ShopSql) => {
    const at = now();
    const looks: LookDecision[] = [];
    const { customers, messages } = await lockAndLoad(sql, asked, { isDurable: !isFirst });
    const ours = asked.filter(({ mail }) => customers.has(mail.customerId) && messages.has(mail.id));
    const gates = await loadGates(
      sql,
      ours.map(({ mail }) => ({ customerId: mail.customerId, mailId: mail.id })),
      { at, isCounted: isFirst },
    );
    // At the dot both are known from the first look, a moment ago: the connection stands and the mail is made.
    const shop = isFirst ? await shopOf(sql) : null;
    const ways = ours.map(({ mail }) => mail.channel);
    const holds = shop ? await senderHolds(sql, ways, shop) : new Map<Channel, Reason | null>();
    const warmUps = await warmUpsOf(sql, ours, { gates, at });
    const results: (LookResult | 'locked')[] = [];
    for (const one of asked) {
      const customer = customers.get(one.mail.customerId);
      const own = messages.get(one.mail.id);
      if (!customer) {
        results.push('locked');
        continue;
      }
      if (!own) {
        results.push({ status: 'lost' });
        continue;
      }
      const facts = gates.get(one.mail.customerId);
      if (!facts) throw new Error('A mail without a customer');
      const hold = facts.customer.hasAddress ? (holds.get(one.mail.channel) ?? null) : null;
      const warmUp = warmUps.get(one.mail.id) ?? null;
      const decision = decide({ asked: one, shop, customer, messages: own, facts, hold, warmUp, at });
      looks.push(decision);
      results.push(decision.result);
    }
    await saveLooks(sql, looks, at);
    const missing = asked.filter(({ mail }) => !customers.has(mail.customerId)).map(({ mail }) => mail);
    const gone = missing.length > 0 ? await dropMailsOfNobody(sql, missing, at) : new Set<bigint>();
    return {
      results: results.map((result, index): LookResult | 'locked' =>
        gone.has(asked[index]?.mail.id ?? 0n) ? { status: 'lost' } : result,
      ),
      changes: looks.flatMap(({ look }) => look.changes),
    };
  };
  const { results, changes } = await sqlInShop(shopId, decideAll, { keepsPlans: true });
  await askForReconcile(shopId, changes);
  await noteFloods(shopId, floodedKinds(changes));
  return results;
}

function floodedKinds(changes: readonly LookChange[]): Kind[] {
  const flooded = changes.filter(({ reason }) => reason.code === 'held-flood');
  return [...new Set(flooded.map(({ message }) => message.kind))];
}

export interface LookDecision {
  readonly mail: ClaimedMail;
  readonly look: Look;
  readonly result: LookResult;
  /** Stored with `committing`; null at the first look, and where nothing goes. */
  readonly commit: {
    readonly prepared: PreparedDelivery;
    readonly leadKind: Kind;
    readonly leaseSeconds: number;
  } | null;
}

interface Deciding {
  readonly asked: LookAsked;
  /** At the first look, for which everything is made. */
  readonly shop: ShopFacts | null;
  readonly customer: CustomerRow;
  readonly messages: readonly LookMessage[];
  readonly facts: GateFacts;
  /** Why the shop cannot send this way at present. */
  readonly hold: Reason | null;
  readonly warmUp: WarmUp | null;
  readonly at: Date;
}

/** Only mail from a domain that is new to receivers is counted; all other shops pay one look at their settings. */
async function warmUpsOf(
  sql: ShopSql,
  asked: readonly LookAsked[],
  { gates, at }: { gates: ReadonlyMap<bigint, GateFacts>; at: Date },
): Promise<ReadonlyMap<bigint, WarmUp>> {
  const shop = gates.get(asked[0]?.mail.customerId ?? 0n)?.shop;
  if (!shop?.settings.senderDomain.warmUpSince) return new Map();
  const ids = asked.filter(({ mail }) => mail.channel === 'email').map(({ mail }) => mail.id);
  return loadWarmUps(sql, shop, { ids, at });
}

function decide({ asked, shop, customer, messages, facts, hold, warmUp, at }: Deciding): LookDecision {
  const { mail, dot } = asked;
  const look = lastLook({
    facts,
    messages,
    class: dot?.prepared.class ?? mail.class,
    senderHold: hold,
    warmUp,
  });
  const nothing = { mail, look, result: { status: 'not-now' }, commit: null } as const;
  const address = addressOf(mail.shopId, customer);
  if (look.goes.length === 0 || !address) return nothing;
  if (shop)
    return {
      ...nothing,
      result: {
        status: 'go',
        ready: readyMail({
          asked,
          shop: redirectedAs(shop, facts),
          customer,
          address,
          look,
          timeZone: facts.timeZone,
        }),
      },
    };
  const redirectedTo = redirectOf(facts.shop.settings, at, facts.shop.timeZone);
  if (!dot || !isSame(dot.ready, look, address) || dot.prepared.redirectedTo !== redirectedTo)
    return { ...nothing, look: startOver(look, messages, at) };
  return {
    mail,
    look,
    result: { status: 'go', ready: dot.ready },
    commit: {
      prepared: dot.prepared,
      leadKind: look.goes[0]?.kind ?? mail.leadKind,
      leaseSeconds: dot.prepared.answerSeconds + ANSWER_MARGIN_SECONDS,
    },
  };
}

/** The shop may be a moment old; to whom mail goes is never. */
function redirectedAs(shop: ShopFacts, { shop: { settings } }: GateFacts): ShopFacts {
  const { sendAllTo, sendAllToUntil } = settings;
  if (shop.settings.sendAllTo === sendAllTo && shop.settings.sendAllToUntil === sendAllToUntil) return shop;
  return { ...shop, settings: { ...shop.settings, sendAllTo, sendAllToUntil } };
}

function readyMail(from: {
  asked: LookAsked;
  shop: ShopFacts;
  customer: CustomerRow;
  address: Pick<MailCustomer, 'email' | 'emailHash'>;
  look: Look;
  timeZone: string;
}): ReadyMail {
  const { asked, shop, customer, address, look, timeZone } = from;
  return {
    mailId: asked.mail.id,
    shop,
    customer: {
      id: asked.mail.customerId,
      shopifyCustomerId: customer.shopifyCustomerId,
      ...address,
      firstName: unsealText(customer.firstNameSealed, {
        shopId: shop.id,
        column: 'customer.first_name_sealed',
      }),
      locale: customer.locale,
      timeZone,
    },
    class: asked.mail.class,
    dueAt: asked.mail.dueAt,
    messages: look.goes,
  };
}

function addressOf(shopId: bigint, row: CustomerRow): Pick<MailCustomer, 'email' | 'emailHash'> | null {
  const email = unsealText(row.emailSealed, { shopId, column: 'customer.email_sealed' });
  return email && row.emailHash ? { email, emailHash: row.emailHash } : null;
}

/** What was made says what would be said now, to the same address. */
function isSame(ready: ReadyMail, look: Look, address: Pick<MailCustomer, 'emailHash'>): boolean {
  const goes = new Set(look.goes.map(({ id }) => id));
  return (
    goes.size === ready.messages.length &&
    ready.messages.every(({ id }) => goes.has(id)) &&
    Buffer.compare(Buffer.from(ready.customer.emailHash), Buffer.from(address.emailHash)) === 0
  );
}

/** What may still go is made anew: it is due now, and the next claim takes it. */
function startOver(look: Look, messages: readonly LookMessage[], at: Date): Look {
  const lead = look.goes.find(({ key }) => messages.some(({ leadKey }) => leadKey === key)) ?? look.goes[0];
  const reason: Reason = { code: 'plan-changed' };
  return {
    goes: [],
    exposures: look.exposures,
    changes: [
      ...look.changes,
      ...look.goes.map((message) => ({
        message,
        to: 'planned' as const,
        reason,
        dueAt: at,
        leadKey: lead?.key ?? message.key,
      })),
    ],
  };
}

interface CustomerRow {
  readonly shopifyCustomerId: string | null;
  readonly emailHash: Buffer | null;
  readonly emailSealed: Buffer | null;
  readonly firstNameSealed: Buffer | null;
  readonly locale: string | null;
}

interface Locked {
  readonly customers: Map<bigint, CustomerRow>;
  /** Messages of the mails that are still ours, by mail; a mail whose fence moved has none. */
  readonly messages: Map<bigint, LookMessage[]>;
}

type LockRow = CustomerRow & LookMessage & { readonly customerId: bigint; readonly mailId: bigint | null };

/**
 * Locks the customers in the order of ids, as everybody does, and only those that are free; then their mails, if the
 * fence still stands. The facts are read after this statement, so that they are newer than the locks. OFFSET 0 makes the
 * messages' mail the condition of the look into its index: planned when hardly anything was sent, all of it would be read.
 */
async function lockAndLoad(
  sql: ShopSql,
  asked: readonly LookAsked[],
  { isDurable }: { isDurable: boolean },
): Promise<Locked> {
  const rows = await sql.prepared<LockRow>(
    'look-lock',
    `WITH mode AS MATERIALIZED (
       SELECT set_config('synchronous_commit', $5, true)
     ),
     person AS MATERIALIZED (
       SELECT c.id, c.shopify_customer_id, c.email_hash, c.email_sealed, c.first_name_sealed, c.locale
       FROM customer c WHERE c.shop_id = $1 AND c.id = ANY($2::bigint[]) ORDER BY c.id FOR NO KEY UPDATE SKIP LOCKED
     ),
     held AS MATERIALIZED (
       SELECT m.id, m.customer_id FROM mail m JOIN unnest($3::bigint[], $4::int[]) AS asked(id, fence) ON asked.id = m.id
       WHERE m.shop_id = $1 AND m.fence = asked.fence AND m.state = 'sending' AND m.customer_id IN (SELECT id FROM person)
       ORDER BY m.id FOR UPDATE OF m
     )
     SELECT p.id AS "customerId", p.shopify_customer_id AS "shopifyCustomerId", p.email_hash AS "emailHash",
       p.email_sealed AS "emailSealed", p.first_name_sealed AS "firstNameSealed", p.locale,
       s.id, held.id AS "mailId", s.key, s.kind, s.class, s.step, s.need_id AS "needId", s.order_id AS "orderId",
       s.order_line_id AS "orderLineId", s.useful_until AS "usefulUntil", s.reason, s.rank, coalesce(s.lead_key, s.key) AS "leadKey",
       s.approved_hash AS "approvedHash"
     FROM mode, person p LEFT JOIN held ON held.customer_id = p.id
     LEFT JOIN LATERAL (SELECT * FROM message x WHERE x.shop_id = $1 AND x.mail_id = held.id OFFSET 0) s ON s.state = 'sending'`,
    asked.map(({ mail }) => mail.customerId),
    asked.map(({ mail }) => mail.id),
    asked.map(({ mail }) => mail.fence),
    isDurable ? 'on' : 'off',
  );
  const customers = new Map<bigint, CustomerRow>();
  const messages = new Map<bigint, LookMessage[]>();
  for (const { customerId, mailId, ...row } of rows) {
    customers.set(customerId, row);
    if (mailId === null || row.id === null) continue;
    const list = messages.get(mailId) ?? [];
    list.push(row);
    messages.set(mailId, list);
  }
  return { customers, messages };
}

const SHOP_FRESH_MS = 1_000;
const shops = new Map<bigint, { shop: ShopFacts; atMs: number }>();

/** What mails are made with; the gates read the shop's state anew each time, this may be a second old. */
async function shopOf(sql: ShopSql): Promise<ShopFacts> {
  const known = shops.get(sql.shopId);
  if (known && Date.now() - known.atMs < SHOP_FRESH_MS) return known.shop;
  const shop = await loadShop(sql);
  if (shops.size > 1000) shops.clear();
  shops.set(sql.shopId, { shop, atMs: Date.now() });
  return shop;
}

import { now } from '~/base/lib/clock.server';
import { localDay } from '~/base/lib/days';
import { enqueueMany } from '~/base/queue/enqueue.server';
import { attributeOrders } from '~/care/answers/attribute-orders.server';
import { rekeyCare } from '~/care/people/rekey-care.server';
import { liftForSubscriber } from '~/care/suppressions/lift-for-subscriber.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { learnCustomer } from '~/insight/learning/customers/learn-customer.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';
import { loadMessages } from '~/outreach/outbox/load-messages.server';
import { ALARM_AHEAD_MS, mailAlarms } from '~/outreach/outbox/mail-alarm';
import { overridesOf } from '~/outreach/outbox/override';
import { rekeyMessages } from '~/outreach/outbox/rekey-messages.server';
import { type SavedMessage, savePlan } from '~/outreach/outbox/save-plan.server';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { holdEnds } from '~/outreach/planning/holds';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { makePlan } from '~/outreach/planning/make-plan';
import { templateChoices } from '~/outreach/planning/template-choices';

/**
 * Learns and plans anew for one customer, in one transaction under the customer's lock: purchases → forecast → messages
 * with their reasons. Doing it again changes nothing. A customer who was merged is planned as the one they became.
 *
 * @returns what changed in the rows
 */
export async function planCustomer(shopId: bigint, customerId: bigint): Promise<readonly SavedMessage[]> {
  const saved = await sqlInShop(shopId, (sql) => planInTransaction(sql, customerId), { keepsPlans: true });
  const at = now();
  const due = saved.filter(
    ({ state, key, leadKey, dueAt }) =>
      state === 'planned' && key === leadKey && dueAt.getTime() < at.getTime() + ALARM_AHEAD_MS,
  );
  await enqueueMany(
    'send-due',
    mailAlarms(
      due.map(({ dueAt }) => dueAt),
      at,
    ),
  );
  return saved;
}

/** The same inside a transaction that is open already; alarms are the caller's. */
async function planInTransaction(sql: ShopSql, customerId: bigint): Promise<readonly SavedMessage[]> {
  const customer = await lockCustomer(sql, customerId);
  if (!customer) return [];
  if (customer.id !== customerId) await takeOver(sql, customerId, customer.id);
  const facts = await factsOf(sql, customer.id);
  if (!facts) return [];
  const insight = await learnCustomer(sql, customer.id, {
    today: localDay(facts.at, facts.timeZone),
    othersAt: holdEnds(facts.customer.holds),
  });
  const stored = await loadMessages(sql, customer.id);
  if (facts.cameThroughLink || stored.some(({ state, needId }) => state === 'sent' && needId !== null)) {
    await attributeOrders(sql, customer.id);
  }
  const plan = makePlan({
    facts,
    insight,
    existing: stored,
    overrides: overridesOf(stored),
    templates: templateChoices(facts),
  });
  return savePlan(sql, { ...plan, customerId: customer.id, stored, replanDueAt: customer.replanDueAt });
}

/** What gates look at, once a "no" that a later subscription ended is out of their way. */
async function factsOf(sql: ShopSql, customerId: bigint): Promise<GateFacts | null> {
  const load = () => loadGateFacts(sql, customerId, now(), { isForPlan: true });
  const facts = await load();
  const { suppression, consent } = facts?.customer ?? {};
  const mayBeOver = suppression?.reason === 'unsubscribe' && consent?.state === 'SUBSCRIBED';
  return mayBeOver && (await liftForSubscriber(sql, customerId)) ? load() : facts;
}

/** A customer who became another one owes no plan any more; what was planned for them, sent to them and told by them moves along. */
async function takeOver(sql: ShopSql, from: bigint, to: bigint): Promise<void> {
  await rekeyMessages(sql, from, to);
  await rekeyCare(sql, from, to);
  await sql.run(
    'UPDATE customer SET replan_due_at = NULL, next_look_at = NULL WHERE shop_id = $1 AND id = $2',
    from,
  );
}

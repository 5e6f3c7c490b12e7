import { moveClock } from '../../support/move-clock';

// The night after the made days, so that nothing of their plans is due while we look.
moveClock('2026-11-21T02:00:00Z');

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStates } from '~/base/vocabulary/message-states';
import { acrossShops, sqlInShop } from '~/db.server';
import { addOrderFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { readOrderNode } from '~/intake/orders/read-order-node';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { makeSendingShop } from '../../factories/sending-shop';
import { deliver } from '../../support/intake/inbox';
import { makeDay, type Read, type Told } from '../../support/intake/made-day';
import { messagesOf, planAnew, planWhoIsOwed, tellOfProducts } from '../../support/intake/planned-messages';
import { projectedRows } from '../../support/intake/projected-rows';

/** Each word and each reading of the day, and in which of the batches it comes. */
interface Arriving {
  readonly webhooks: readonly (Told & { batch: number })[];
  readonly readings: readonly (Read & { batch: number })[];
}

/**
 * Webhooks come at least once, in no order, some of them hours late, and many within one second of each other; between
 * them orders are read, after an edit or by a reconcile. However the same day arrives, the rows are those of the
 * ordered run.
 */
async function runOf({ webhooks, readings }: Arriving): Promise<Record<string, string[]>> {
  const shopId = await makeSendingShop({
    settings: { warranty: { minimumUnitPriceMinor: 0, defaultMonths: null } },
  });
  const domain = `shop-${shopId}.myshopify.com`;
  const batches = [...new Set([...webhooks, ...readings].map(({ batch }) => batch))].sort(
    (one, other) => one - other,
  );
  for (const batch of batches) {
    for (const webhook of webhooks.filter((one) => one.batch === batch)) await deliver(domain, webhook);
    // A second delivery is stopped at the door; here the rows themselves must bear it.
    await acrossShops('intake', (sql) => sql.run('DELETE FROM webhook_seen'));
    await projectInbox(shopId);
    for (const { node } of readings.filter((one) => one.batch === batch)) {
      const facts = noFacts();
      const read = readOrderNode(node, 'USD');
      if (read) addOrderFacts(facts, read);
      await sqlInShop(shopId, (sql) => projectFacts(sql, facts, 'reconcile'));
    }
    await tellOfProducts(shopId);
    await planWhoIsOwed(shopId);
  }
  // What was skipped for a while depends on when one looked; what is meant to be sent does not.
  const meant = await messagesOf(shopId, openStates);
  await planAnew(shopId);
  const rows = {
    ...(await projectedRows(shopId)),
    meant,
    'planned anew': await messagesOf(shopId, [...openStates, 'skipped']),
  };
  // Hashes are keyed by shop: replaced by the order in which they sort among their equals, rows of two shops compare.
  return unkeyed(rows);
}

function unkeyed(rows: Record<string, string[]>): Record<string, string[]> {
  const hash =
    /"(email_hash|phone_hash|address_hash)":"[0-9a-f]{64}"|guest [0-9a-f]{64}|"name_tokens":\[[^\]]*\]/g;
  return Object.fromEntries(
    Object.entries(rows).map(([table, list]) => [
      table,
      list.map((row) => row.replace(hash, (found) => found.split(/[: ]/)[0] ?? '')).sort(),
    ]),
  );
}

describe('a day of webhooks', () => {
  it('gives the same rows duplicated, shuffled and delayed as in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.infiniteStream(fc.nat(1_000_000)),
        async (seed, dice) => {
          const { webhooks, readings } = await makeDay(seed);
          const inTurn = <One extends { at: number }>(one: One) => ({
            ...one,
            batch: Math.floor(one.at / 10),
          });
          const ordered = await runOf({ webhooks: webhooks.map(inTurn), readings: readings.map(inTurn) });
          const roll = () => Number(dice.next().value ?? 0);
          const doubled = webhooks.flatMap((webhook) =>
            Array.from({ length: 1 + (roll() % 3 === 0 ? 1 : 0) }, () => webhook),
          );
          const shuffled = doubled
            .map((webhook, at) => ({
              webhook: { ...webhook, webhookId: `${webhook.webhookId}-${at}`, batch: roll() % 6 },
              place: roll(),
            }))
            .sort((one, other) => one.place - other.place)
            .map(({ webhook }) => webhook);
          const late = readings.map((one) => ({ ...one, batch: roll() % 6 }));
          expect(await runOf({ webhooks: shuffled, readings: late })).toEqual(ordered);
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 25) },
    );
  });
});

import { moveClock } from '../../support/move-clock';

// The night after the made days, so that nothing of their plans is due while we look.
moveClock('2026-11-21T02:00:00Z');

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStates } from '~/base/vocabulary/message-states';
import { acrossShops } from '~/db.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { makeSendingShop } from '../../factories/sending-shop';
import { deliver } from '../../support/intake/inbox';
import { makeDay, type Told } from '../../support/intake/made-day';
import { messagesOf, planAnew, planWhoIsOwed, tellOfProducts } from '../../support/intake/planned-messages';
import { projectedRows } from '../../support/intake/projected-rows';

/**
 * Webhooks come at least once, in no order, some of them hours late, and many within one second of each other. However
 * the same day arrives, the rows are those of the ordered run.
 */
async function runOf(webhooks: readonly (Told & { batch: number })[]): Promise<Record<string, string[]>> {
  const shopId = await makeSendingShop({
    settings: { warranty: { minimumUnitPriceMinor: 0, defaultMonths: null } },
  });
  const domain = `shop-${shopId}.myshopify.com`;
  const batches = [...new Set(webhooks.map(({ batch }) => batch))].sort((one, other) => one - other);
  for (const batch of batches) {
    for (const webhook of webhooks.filter((one) => one.batch === batch)) await deliver(domain, webhook);
    // A second delivery is stopped at the door; here the rows themselves must bear it.
    await acrossShops('intake', (sql) => sql.run('DELETE FROM webhook_seen'));
    await projectInbox(shopId);
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
          const day = makeDay(seed);
          const ordered = await runOf(
            day.map((webhook) => ({ ...webhook, batch: Math.floor(webhook.at / 10) })),
          );
          const roll = () => Number(dice.next().value ?? 0);
          const doubled = day.flatMap((webhook) =>
            Array.from({ length: 1 + (roll() % 3 === 0 ? 1 : 0) }, () => webhook),
          );
          const shuffled = doubled
            .map((webhook, at) => ({
              webhook: { ...webhook, webhookId: `${webhook.webhookId}-${at}`, batch: roll() % 6 },
              place: roll(),
            }))
            .sort((one, other) => one.place - other.place)
            .map(({ webhook }) => webhook);
          expect(await runOf(shuffled)).toEqual(ordered);
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 25) },
    );
  });
});

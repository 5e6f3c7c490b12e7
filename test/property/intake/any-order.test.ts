import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { acrossShops } from '~/db.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { deliver } from '../../support/intake/inbox';
import { makeDay, type Told } from '../../support/intake/made-day';
import { projectedRows } from '../../support/intake/projected-rows';
import { makeShop } from '../../support/intake/shop-row';

/**
 * Webhooks come at least once, in no order, some of them hours late, and many within one second of each other. However
 * the same day arrives, the rows are those of the ordered run.
 */
let shops = 100n;

async function runOf(webhooks: readonly (Told & { batch: number })[]): Promise<Record<string, string[]>> {
  const shopId = ++shops;
  const domain = `shop-${shopId}.myshopify.com`;
  await makeShop(shopId, domain, { currency: 'GBP' });
  const batches = [...new Set(webhooks.map(({ batch }) => batch))].sort((one, other) => one - other);
  for (const batch of batches) {
    for (const webhook of webhooks.filter((one) => one.batch === batch)) await deliver(domain, webhook);
    // A second delivery is stopped at the door; here the rows themselves must bear it.
    await acrossShops('intake', (sql) => sql.run('DELETE FROM webhook_seen'));
    await projectInbox(shopId);
  }
  const rows = await projectedRows(shopId);
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
  beforeAll(() => makeShop(1n, 'warm.myshopify.com').then(() => undefined));

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
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 12) },
    );
  });
});

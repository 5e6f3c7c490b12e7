import { moveClock } from '../../support/move-clock';

moveClock('2026-11-21T02:00:00Z');

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acrossShops, sqlInShop } from '~/db.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { makeSendingShop } from '../../factories/sending-shop';
import { deliver } from '../../support/intake/inbox';
import { makeDay } from '../../support/intake/made-day';
import { planWhoIsOwed, tellOfProducts } from '../../support/intake/planned-messages';

/** What no honest sender writes into a field, and a database, a date or a sum may choke on. */
const nasty: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'gid://shopify/Order/1\u0000',
  'gid://shopify/Order/',
  'gid://shopify/LineItem/x y',
  `gid://shopify/Customer/${'9'.repeat(180)}`,
  'evil@example.com\r\nBcc: all@example.com',
  '"Ada, x" <a@x.example>, evil@x.example',
  '<script>alert(1)</script>{{ "x" | escape }}',
  '😀'.repeat(3000),
  'x'.repeat(100_000),
  0,
  -1,
  -7.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '820982911946154508',
  '9'.repeat(40),
  '-99999999999999999999.99',
  '1e400',
  '99999999999999999.995',
  '0000-00-00T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00.001Z',
  '2026-02-30T25:61:61+99:99',
  [],
  [null, 1, 'x', []],
  {},
  { toString: 'x', __proto__: null, constructor: 1, length: -1 },
];

/** All places in a payload, as paths. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  const inside = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return path.length > 0 ? [[...path], ...inside] : inside;
}

function put(root: unknown, path: readonly (string | number)[], value: unknown): void {
  const [last, ...before] = [...path].reverse();
  let at = root as Record<string | number, unknown>;
  for (const key of before.reverse()) {
    const next = at[key];
    if (typeof next !== 'object' || next === null) return;
    at = next as Record<string | number, unknown>;
  }
  if (last !== undefined) at[last] = value;
}

describe('a day of webhooks with anything at all in its fields', () => {
  it('is worked in whole, and plans are made of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.infiniteStream(fc.nat(1_000_000)),
        async (seed, dice) => {
          const roll = (sides: number) => Number(dice.next().value ?? 0) % sides;
          const shopId = await makeSendingShop();
          for (const told of (await makeDay(seed)).webhooks) {
            const payload = structuredClone(told.payload);
            const paths = pathsOf(payload);
            for (let times = roll(4); times > 0; times--)
              put(payload, paths[roll(paths.length)] ?? [], structuredClone(nasty[roll(nasty.length)]));
            await deliver(`shop-${shopId}.myshopify.com`, { ...told, payload });
          }
          await projectInbox(shopId);
          await tellOfProducts(shopId).catch(() => undefined);
          await planWhoIsOwed(shopId);
          const failed = await acrossShops('intake', (sql) =>
            sql.rows(
              `SELECT topic, error, attempts FROM inbox_webhook WHERE shop_id = $1 AND state NOT IN ('projected', 'ignored')`,
              shopId,
            ),
          );
          expect(failed).toEqual([]);
          expect(await sqlInShop(shopId, (sql) => sql.rows('SELECT 1 FROM shop WHERE id = $1'))).toHaveLength(
            1,
          );
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 15) },
    );
  });
});

import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { orderExportHeader } from '../../support/intake/order-export-header';
import { orderNode } from '../../support/intake/order-node';
import { moveClock } from '../../support/move-clock';
import { onServer } from '../../support/postgres-server';

moveClock('2026-05-11T09:00:00Z');

const { sqlInShop } = await import('~/db.server');
const { startOrderImport, takeOrderPiece } = await import('~/intake/imports/import-orders.server');
const { addOrderFacts, noFacts } = await import('~/intake/orders/facts-of-webhook');
const { projectFacts } = await import('~/intake/orders/project-facts.server');
const { readLineNode, readOrderNode } = await import('~/intake/orders/read-order-node');
const { dropLeftOfImports } = await import('~/intake/orders/adopt-imported.server');
const { planCustomer } = await import('~/outreach/planning/plan-customer.server');
const { decideMessage } = await import('~/outreach/change-plans/decide.server');
const { switchKind, endReview } = await import('~/outreach/kinds/switch-kind.server');
const { planWhoIsOwed } = await import('../../support/intake/planned-messages');
const { makeShop, sender } = await import('../../factories/history');

const bought = (name: string, buyer: string, item: string, { id = name.slice(1), on = '2024-06-20' } = {}) =>
  `${name},${buyer}@example.com,paid,${on} 10:00:00 +0000,fulfilled,${on} 18:00:00 +0000,EUR,250.00,250.00,${on} 10:00:00 +0000,1,${item},250.00,,Ada Lovelace,DE,${id}`;
const also = (name: string, item: string) => `${name},,,,,,,,,,1,${item},250.00,,,,`;

let shopId = 8_800_000n;
let files = 0;

beforeEach(async () => {
  shopId += 1n;
  await makeShop({ id: shopId, settings: { sender } });
  await switchKind(shopId, 'warranty-expiry', 'on', 'Ada');
  await endReview(shopId, 'warranty-expiry', 'Ada');
  await sqlInShop(shopId, async (sql) => {
    for (const [at, title] of ['Machine', 'Grinder'].entries()) {
      const product = `gid://shopify/Product/${at + 1}`;
      await sql.run(
        `INSERT INTO product (shop_id, shopify_product_id, title, warranty_months) VALUES ($1, $2, $3, 24)`,
        product,
        title,
      );
      await sql.run(
        `INSERT INTO variant (shop_id, shopify_variant_id, shopify_product_id, title) VALUES ($1, $2, $3, 'Default Title')`,
        `gid://shopify/ProductVariant/${at + 1}`,
        product,
      );
    }
  });
});

/** Takes an export, and plans for everybody. */
async function importAndPlan(...rows: string[]) {
  const piece = Buffer.from([orderExportHeader, ...rows].join('\n'));
  const mark = `file ${++files}`;
  const { id } = await startOrderImport(shopId, { name: mark, bytes: piece.length, mark }, 'Ada');
  const taken = await takeOrderPiece(shopId, { importId: BigInt(id), offset: 0, piece });
  expect(taken).toMatchObject({ state: 'done', errorCount: 0 });
  await planAll();
}

async function planAll() {
  await sqlInShop(shopId, (sql) => sql.run('UPDATE customer SET replan_due_at = now() WHERE shop_id = $1'));
  await planWhoIsOwed(shopId);
}

interface Stored {
  id: bigint;
  key: string;
  state: string;
  order: string;
  line: string | null;
  item: string;
  isTheirs: boolean;
  customerId: bigint;
}

/** The first words about each thing; `isTheirs`: the order is that of the message's customer. */
const messages = () =>
  sqlInShop(shopId, (sql) =>
    sql.rows<Stored>(
      `SELECT m.id, m.key, m.state, o.name AS order, l.shopify_line_item_id AS line, m.reason ->> 'item' AS item,
         o.customer_id = m.customer_id AS "isTheirs", m.customer_id AS "customerId"
       FROM message m JOIN orders o ON o.shop_id = $1 AND o.id = m.order_id
       LEFT JOIN order_line l ON l.shop_id = $1 AND l.id = m.order_line_id
       WHERE m.shop_id = $1 AND m.step = 1 AND m.state <> 'cancelled' ORDER BY o.name, l.shopify_line_item_id`,
    ),
  );

const become = (id: bigint, state: string) =>
  sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE message SET state = $3, sent_at = CASE WHEN $3 = 'sent' THEN now() END WHERE shop_id = $1 AND id = $2`,
      id,
      state,
    ),
  );

function node(name: string, lines: readonly (readonly [id: number, title: string, variant: number])[]) {
  return orderNode(name, { at: '2024-06-20T10:00:00Z', subtotal: '250.00', lines: lines.map(lineNode) });
}

function lineNode([id, title, variant]: readonly [id: number, title: string, variant: number]) {
  return {
    id: `gid://shopify/LineItem/${id}`,
    title,
    quantity: 1,
    currentQuantity: 1,
    originalUnitPriceSet: { shopMoney: { amount: '250.00' } },
    variant: { id: `gid://shopify/ProductVariant/${variant}` },
    product: { id: `gid://shopify/Product/${variant}` },
  };
}

/** The store tells of the order itself. */
async function tell(told: ReturnType<typeof node>) {
  const facts = noFacts();
  const read = readOrderNode(told, 'EUR');
  if (!read) throw new Error('not read');
  addOrderFacts(facts, read);
  await sqlInShop(shopId, (sql) => projectFacts(sql, facts, 'webhook'));
  await planAll();
}

describe('messages about imported orders', () => {
  it('are one a thing, whoever bought it and in whichever order', async () => {
    await importAndPlan(
      bought('#101', 'ada', 'Machine'),
      also('#101', 'Grinder'),
      bought('#102', 'ada', 'Machine', { on: '2024-07-25' }),
      bought('#103', 'bob', 'Machine'),
      bought('#A9', 'cleo', 'Machine', { id: '' }),
      bought('#B9', 'dora', 'Machine', { id: '' }),
    );
    const found = await messages();
    expect(found.map(({ order, item }) => `${order} ${item}`)).toEqual([
      '#101 Machine',
      '#101 Grinder',
      '#102 Machine',
      '#103 Machine',
      '#A9 Machine',
      '#B9 Machine',
    ]);
    expect(found.every(({ isTheirs, state }) => isTheirs && state === 'planned')).toBe(true);
    await planAll();
    expect(await messages()).toEqual(found);
  });

  it('stay what they were when the store tells of the order: nothing is sent again, a person’s word holds', async () => {
    await importAndPlan(bought('#101', 'ada', 'Machine'), also('#101', 'Grinder'));
    const [machine, grinder] = await messages();
    if (!machine || !grinder) throw new Error('not planned');
    await become(machine.id, 'sent');
    await decideMessage(shopId, { messageId: grinder.id, action: 'skip', by: 'Ada' });
    // In another sequence, with one more thing.
    await tell(
      node('#101', [
        [71, 'Tamper', 9],
        [72, 'Grinder', 2],
        [73, 'Machine', 1],
      ]),
    );
    const after = await messages();
    expect(after.map(({ key, state, line }) => ({ key, state, line }))).toEqual([
      { key: grinder.key, state: 'skipped', line: 'gid://shopify/LineItem/72' },
      { key: machine.key, state: 'sent', line: 'gid://shopify/LineItem/73' },
    ]);
    await tell(node('#101', [[72, 'Grinder', 2]]));
    expect((await messages()).map(({ key }) => key)).toEqual([grinder.key, machine.key]);
  });

  it('stay what they were when history tells of the order in two pieces', async () => {
    await importAndPlan(bought('#101', 'ada', 'Machine'), also('#101', 'Grinder'), also('#101', 'Old thing'));
    const [machine, grinder] = await messages();
    if (!machine || !grinder) throw new Error('not planned');
    await become(machine.id, 'sent');
    await become(grinder.id, 'sent');
    const whole = node('#101', [[72, 'Grinder', 2]]);
    const first = noFacts();
    const order = readOrderNode(whole, 'EUR');
    if (order) addOrderFacts(first, order);
    const second = noFacts();
    const parent = { orderGid: whole.id, currency: 'EUR', atMs: Date.parse(whole.updatedAt) };
    const line = readLineNode(lineNode([73, 'Machine', 1]), parent);
    if (line) second.lines.push(line);
    await sqlInShop(shopId, (sql) => projectFacts(sql, first, 'backfill'));
    await sqlInShop(shopId, (sql) => projectFacts(sql, second, 'backfill'));
    await sqlInShop(shopId, (sql) => dropLeftOfImports(sql, [machine.customerId]));
    await planAll();
    const after = await messages();
    expect(after.map(({ key, state, line: of }) => ({ key, state, of }))).toEqual([
      { key: grinder.key, state: 'sent', of: 'gid://shopify/LineItem/72' },
      { key: machine.key, state: 'sent', of: 'gid://shopify/LineItem/73' },
    ]);
    const lines = await sqlInShop(shopId, (sql) => sql.rows('SELECT 1 FROM order_line WHERE shop_id = $1'));
    expect(lines).toHaveLength(2);
  });

  it('stay what they were when the export knew the order by its name alone', async () => {
    await importAndPlan(bought('#101', 'ada', 'Machine', { id: '' }));
    const [machine] = await messages();
    if (!machine) throw new Error('not planned');
    await become(machine.id, 'sent');
    await tell(node('#101', [[71, 'Machine', 1]]));
    expect((await messages()).map(({ key, state, line }) => ({ key, state, line }))).toEqual([
      { key: machine.key, state: 'sent', line: 'gid://shopify/LineItem/71' },
    ]);
    const orders = await sqlInShop(shopId, (sql) =>
      sql.rows<{ gid: string }>('SELECT shopify_order_id AS gid FROM orders WHERE shop_id = $1'),
    );
    expect(orders).toEqual([{ gid: 'gid://shopify/Order/101' }]);
  });

  it('are planned for whatever an order is called, and a name with digits behind a slash is no id', async () => {
    await switchKind(shopId, 'thank-you', 'on', 'Ada');
    await sqlInShop(shopId, (sql) => sql.run(`UPDATE shop SET installed_at = '2026-04-01' WHERE id = $1`));
    await importAndPlan(bought('2026/55', 'ada', 'Machine', { id: '', on: '2026-05-10' }));
    const owed = await sqlInShop(shopId, (sql) =>
      sql.rows('SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL'),
    );
    expect(owed).toEqual([]);
    expect((await messages()).map(({ key, order }) => [key.replace(/-.*/, ''), order])).toEqual([
      ['warranty', '2026/55'],
    ]);
  });
});

describe('a message', () => {
  it('of one customer’s order is never made another’s; with the order it goes along', async () => {
    await importAndPlan(bought('#101', 'ada', 'Machine'), bought('#102', 'bob', 'Machine'));
    const [ada, bob] = await messages();
    if (!ada || !bob) throw new Error('not planned');
    await sqlInShop(shopId, async (sql) => {
      await sql.run('DELETE FROM message WHERE shop_id = $1 AND customer_id = $2', bob.customerId);
      await sql.run('UPDATE message SET key = $3 WHERE shop_id = $1 AND id = $2', ada.id, bob.key);
    });
    await planCustomer(shopId, bob.customerId);
    const owner = async () =>
      (
        await sqlInShop(shopId, (sql) =>
          sql.rows<{ id: bigint }>(
            'SELECT customer_id AS id FROM message WHERE shop_id = $1 AND key = $2',
            bob.key,
          ),
        )
      )[0]?.id;
    expect(await owner()).toBe(ada.customerId);
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE orders SET customer_id = $2 WHERE shop_id = $1 AND name = '#101'`, bob.customerId),
    );
    await planCustomer(shopId, bob.customerId);
    expect(await owner()).toBe(bob.customerId);
  });
});

describe('the names that messages about imported orders had before', () => {
  it('become those of now, with what people decided; what was sent is not planned again', async () => {
    await importAndPlan(
      bought('#101', 'ada', 'Machine'),
      bought('#102', 'bob', 'Machine'),
      also('#102', 'Grinder'),
      bought('#B9', 'cleo', 'Machine', { id: '' }),
    );
    const named = await messages();
    const [ada, , grinder, cleo] = named;
    if (!ada || !grinder || !cleo) throw new Error('not planned');
    await decideMessage(shopId, { messageId: grinder.id, action: 'skip', by: 'Ada' });
    const cleosSecond = cleo.key.replace(/1$/, '2');
    await sqlInShop(shopId, async (sql) => {
      await sql.run(
        'DELETE FROM message WHERE shop_id = $1 AND id <> ALL($2::int8[]) AND key <> $3',
        [ada.id, grinder.id],
        cleosSecond,
      );
      const rename = `UPDATE message SET key = $3, lead_key = NULL WHERE shop_id = $1 AND key = $2`;
      await sql.run(rename, ada.key, 'warranty-expiry-1-1');
      await sql.run(rename, grinder.key, 'warranty-expiry-2-1');
      await sql.run(rename, cleosSecond, 'warranty-expiry-1-2');
      await sql.run(`UPDATE override SET message_key = 'warranty-expiry-2-1' WHERE shop_id = $1`);
      // One was sent; then the store told of its order, and it was planned again under the name of the new line.
      await sql.run(
        `UPDATE order_line SET shopify_line_item_id = 'gid://shopify/LineItem/71'
         WHERE shop_id = $1 AND shopify_order_id = 'gid://shopify/Order/101'`,
      );
      await sql.run('UPDATE message SET order_line_id = -1 WHERE shop_id = $1 AND id = $2', ada.id);
    });
    await become(ada.id, 'sent');
    await planCustomer(shopId, ada.customerId);
    expect(await messages()).toContainEqual(
      expect.objectContaining({
        key: 'warranty-expiry-71-1',
        state: 'planned',
        line: 'gid://shopify/LineItem/71',
      }),
    );

    await renameAsMigrated();
    await planWhoIsOwed(shopId);
    expect((await messages()).map(({ order, key, state }) => `${order} ${key} ${state}`)).toEqual([
      '#101 warranty-expiry-71-1 sent',
      '#102 warranty-expiry-import-102-1-1 planned',
      '#102 warranty-expiry-import-102-2-1 skipped',
      `#B9 ${cleo.key} planned`,
    ]);
    const [second] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ state: string }>('SELECT state FROM message WHERE shop_id = $1 AND key = $2', cleosSecond),
    );
    expect(second?.state).toBe('planned');
  });
});

async function renameAsMigrated() {
  const file = new URL(
    '../../../prisma/migrations/20261130030000_imported_anchors/migration.sql',
    import.meta.url,
  );
  const [, ...statements] = (await readFile(file, 'utf8')).split(/;\n/);
  await onServer(String(process.env.DATABASE_URL), (client) => client.query(statements.join(';\n')));
}

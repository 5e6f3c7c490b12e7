import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

const ADMIN_ORIGIN = 'https://extensions.shopifycdn.com';
const PRODUCT = 881_001;
let world: PanelWorld;

beforeAll(async () => {
  world = await startPanelWorld();
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(world.shopId, async (sql) => {
    await sql.run(
      `INSERT INTO product (shop_id, shopify_product_id, title) VALUES ($1, $2, 'Olive soap, bar')`,
      `gid://shopify/Product/${PRODUCT}`,
    );
    await sql.run(
      `INSERT INTO variant (shop_id, shopify_variant_id, shopify_product_id, title) VALUES ($1, 'gid://shopify/ProductVariant/71', $2, 'Bar')`,
      `gid://shopify/Product/${PRODUCT}`,
    );
    await sql.run(
      `INSERT INTO need_variant (shop_id, need_id, shopify_variant_id)
       SELECT $1, id, 'gid://shopify/ProductVariant/71' FROM need WHERE shop_id = $1 AND title = 'Olive soap, bar'`,
    );
    // Dmitri's order #1911 is the reason for the message that is planned for him.
    await sql.run(
      `UPDATE message m SET order_id = o.id FROM orders o
       WHERE m.shop_id = $1 AND m.id = $2 AND o.shop_id = $1 AND o.name = '#1911'`,
      world.messages.planned,
    );
    await sql.run(
      `UPDATE order_line SET shopify_variant_id = 'gid://shopify/ProductVariant/71' WHERE shop_id = $1 AND title = 'Olive soap, bar'`,
    );
  });
});
afterAll(() => world.stop());

const fromAdmin = (path: string, json?: unknown, headers: Record<string, string> = {}) =>
  world.request(path, { headers: { Origin: ADMIN_ORIGIN, ...headers }, ...(json !== undefined && { json }) });

async function gidNumber(table: 'customer' | 'orders', id: bigint | string): Promise<string> {
  const { sqlInShop } = await import('~/db.server');
  const [row] = await sqlInShop(world.shopId, (sql) =>
    sql.rows<{ gid: string }>(
      table === 'customer'
        ? 'SELECT shopify_customer_id AS gid FROM customer WHERE shop_id = $1 AND id = $2'
        : 'SELECT shopify_order_id AS gid FROM orders WHERE shop_id = $1 AND name = $2',
      id,
    ),
  );
  return row?.gid.split('/').at(-1) ?? '';
}

async function customerBlock(id: string, query = '?locale=en') {
  const { loader } = await import('~/routes/ext.customers.$id');
  return loader({ request: fromAdmin(`/ext/customers/${id}${query}`), params: { id }, context: {} });
}

async function orderBlock(id: string) {
  const { loader } = await import('~/routes/ext.orders.$id');
  return loader({ request: fromAdmin(`/ext/orders/${id}?locale=en`), params: { id }, context: {} });
}

async function productBlock(id = String(PRODUCT)) {
  const { loader } = await import('~/routes/ext.products.$id');
  const answer = await loader({ request: fromAdmin(`/ext/products/${id}`), params: { id }, context: {} });
  return answer.json();
}

async function save(json: unknown, id = String(PRODUCT)) {
  const { action } = await import('~/routes/ext.products.$id');
  const request = fromAdmin(`/ext/products/${id}`, json);
  return (await action({ request, params: { id }, context: {} })).json();
}

async function decide(json: unknown) {
  const { action } = await import('~/routes/ext.decisions');
  return action({ request: fromAdmin('/ext/decisions?locale=en', json), params: {}, context: {} });
}

describe('a block of the admin', () => {
  test('may read the answer from Shopify’s own address', async () => {
    const answer = await customerBlock(await gidNumber('customer', world.customers.ada));
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  test('is told before it asks that it may send its token', async () => {
    const { loader } = await import('~/routes/ext.decisions');
    const request = new Request('https://carafe.test/ext/decisions', {
      method: 'OPTIONS',
      headers: { Origin: ADMIN_ORIGIN, 'User-Agent': 'Mozilla/5.0 Chrome/140.0.0.0' },
    });
    const answer = await refusalOf(loader({ request, params: {}, context: {} }));
    expect(answer.status).toBe(204);
    expect(answer.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
  });

  test('gets nothing with a token that another secret signed, and may read that it was refused', async () => {
    const [head = '', claims = ''] = world.token().split('.');
    const forged = `Bearer ${head}.${claims}.${Buffer.alloc(32).toString('base64url')}`;
    const { loader } = await import('~/routes/ext.customers.$id');
    const request = fromAdmin('/ext/customers/1', undefined, { Authorization: forged });
    const refusal = await refusalOf(loader({ request, params: { id: '1' }, context: {} }));
    expect(refusal.status).toBe(401);
    expect(refusal.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  test('of another shop sees and changes nothing of this one', async () => {
    const { makePanelShop } = await import('../../factories/panel-shop');
    const other = await makePanelShop({ shopId: 778n, domain: 'blocks-other.myshopify.com', at: world.at });
    const { sqlInShop } = await import('~/db.server');
    const [row] = await sqlInShop(778n, (sql) =>
      sql.rows<{ gid: string }>(
        'SELECT shopify_customer_id AS gid FROM customer WHERE shop_id = $1 AND id = $2',
        other.customers.ada,
      ),
    );
    const block = await (await customerBlock(row?.gid.split('/').at(-1) ?? '')).json();
    expect(block).toMatchObject({ badge: null, messages: [], path: null });

    const decided = await (await decide({ action: 'skip', ids: [String(other.messages.waiting)] })).json();
    expect(decided.done).toBe(false);
  });

  test('speaks the language of its own words', async () => {
    const id = await gidNumber('customer', world.customers.ada);
    const english = await (await customerBlock(id, '?locale=en')).json();
    const german = await (await customerBlock(id, '?locale=de-DE')).json();
    expect(english.badge.words).toBe('Due');
    expect(german.badge.words).toBe('Fällig');
  });
});

describe('the block of a customer', () => {
  test('says how they stand, what runs out, and what is planned with its reason', async () => {
    const block = await (await customerBlock(await gidNumber('customer', world.customers.ada))).json();
    expect(block.badge).toEqual({ words: 'Due', tone: 'info' });
    expect(block.sentences.join(' ')).toContain(
      'Sumatra Mandheling, whole bean, 1 kg: Likely to order again',
    );
    expect(block.messages.map(({ kind }: { kind: string }) => kind)).toEqual([
      'Running low',
      'Warranty ending',
    ]);
    expect(block.messages[0]).toMatchObject({ canSkip: true, canUndo: false });
    expect(block.path).toBe(`/app/customers/${world.customers.ada}`);
  });

  test('says that someone who unsubscribed gets no marketing mail', async () => {
    const block = await (await customerBlock(await gidNumber('customer', world.customers.chloe))).json();
    expect(block.sentences).toContain('Gets no marketing mail: Unsubscribed.');
    expect(block.messages).toEqual([]);
  });

  test('of someone unknown says so, and what is no id is not found', async () => {
    const block = await (await customerBlock('987654321')).json();
    expect(block.sentences[0]).toContain('does not know this customer yet');
    expect((await customerBlock('1 or 1')).status).toBe(404);
  });

  test('is noted in the access log like the page', async () => {
    const { sqlInShop } = await import('~/db.server');
    await customerBlock(await gidNumber('customer', world.customers.bruno));
    const rows = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ staff: string }>(
        'SELECT staff FROM access_log WHERE shop_id = $1 AND customer_id = $2',
        world.customers.bruno,
      ),
    );
    expect(rows).toEqual([{ staff: '89705382102' }]);
  });

  test('skips a message, once however often it is pressed, and takes it back', async () => {
    const id = String(world.messages.warranty);
    const adminId = await gidNumber('customer', world.customers.ada);
    const shown = async () =>
      (await (await customerBlock(adminId)).json()).messages.find(
        (message: { id: string }) => message.id === id,
      );

    const first = await (await decide({ action: 'skip', ids: [id] })).json();
    expect(first).toEqual({
      done: true,
      sentence: 'Message skipped. A second one about the same purchase is not sent either.',
    });
    const second = await (await decide({ action: 'skip', ids: [id] })).json();
    expect(second.done).toBe(false);
    expect(await shown()).toMatchObject({ canSkip: false, canUndo: true, state: { words: 'Skipped' } });

    expect((await (await decide({ action: 'undo', ids: [id] })).json()).done).toBe(true);
    expect(await shown()).toMatchObject({ canSkip: true, canUndo: false });
  });

  test('decides nothing that sends', async () => {
    for (const action of ['send_now', 'approve', 'resend', 'confirm_sent'])
      expect((await decide({ action, ids: [String(world.messages.waiting)] })).status).toBe(400);
    expect((await decide(null)).status).toBe(400);
  });
});

describe('the block of an order', () => {
  test('shows the messages that it is the reason for, and when what was bought runs out', async () => {
    const block = await (await orderBlock(await gidNumber('orders', '#1911'))).json();
    expect(block.messages).toHaveLength(1);
    expect(block.messages[0]).toMatchObject({ id: String(world.messages.planned), kind: 'Running low' });
    expect(block.sentences.join(' ')).toContain('Olive soap, bar: Likely to order again');
    expect(block.path).toBe(`/app/customers/${world.customers.dmitri}`);
  });

  test('shows the mail that it came after', async () => {
    const block = await (await orderBlock(await gidNumber('orders', '#1900'))).json();
    expect(block.sentences.join(' ')).toMatch(/Came through the link of a mail: Running low/);
  });

  test('counts the reminders that it made needless', async () => {
    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `UPDATE message m SET state = 'cancelled', why = jsonb_build_array(jsonb_build_object('code', 'bought-again',
           'item', 'Olive soap, bar', 'on', to_char(o.processed_at AT TIME ZONE 'Europe/Lisbon', 'YYYY-MM-DD')))
         FROM orders o WHERE m.shop_id = $1 AND m.id = $2 AND o.shop_id = $1 AND o.name = '#1850'`,
        world.messages.held,
      ),
    );
    const block = await (await orderBlock(await gidNumber('orders', '#1850'))).json();
    expect(block.sentences).toContain('It made 1 planned reminder needless.');
  });

  test('says what a replacement, a cancelled order and an unknown one cause', async () => {
    const { sqlInShop } = await import('~/db.server');
    const id = await gidNumber('orders', '#1897');
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `UPDATE orders SET purpose = 'replacement', cancelled_at = now() WHERE shop_id = $1 AND name = '#1897'`,
      ),
    );
    const { sentences } = await (await orderBlock(id)).json();
    expect(sentences.join(' ')).toMatch(/A replacement: .* Cancelled: it causes no mail\./);
    expect((await (await orderBlock('42')).json()).sentences[0]).toContain('does not know this order yet');
  });
});

describe('the block of a product', () => {
  test('says whether it counts as used up, and shows what was entered', async () => {
    const block = await productBlock();
    expect(block.supply).toMatchObject({ daysPerUnit: null, warrantyMonths: null });
    expect(block.sentences[0]).toContain('Counts as used up');
  });

  test('stores days and months, and asks for new plans of whoever bought it', async () => {
    const { sqlInShop } = await import('~/db.server');
    const owed = async () =>
      (
        await sqlInShop(world.shopId, (sql) =>
          sql.rows<{ due: Date | null }>(
            'SELECT replan_due_at AS due FROM customer WHERE shop_id = $1 AND id = $2',
            world.customers.dmitri,
          ),
        )
      )[0]?.due ?? null;
    expect(await owed()).toBeNull();
    const none = { daysPerUnit: null, warrantyMonths: null };
    const saved = await save({ to: { daysPerUnit: '21,5', warrantyMonths: '24' }, was: none });
    expect(saved).toMatchObject({ status: 'saved', errors: {} });
    expect(saved.block.supply).toMatchObject({ daysPerUnit: 21.5, warrantyMonths: 24 });
    expect(await owed()).toBeInstanceOf(Date);
  });

  test('takes the same words twice, and refuses words about numbers that have changed since', async () => {
    const now = (await productBlock()).supply;
    const was = { daysPerUnit: now.daysPerUnit, warrantyMonths: now.warrantyMonths };
    const to = { daysPerUnit: 30, warrantyMonths: 12 };
    expect((await save({ to, was })).status).toBe('saved');
    expect((await save({ to, was })).status).toBe('saved');
    const { sqlInShop } = await import('~/db.server');
    const [edits] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ count: number; by: string }>(
        'SELECT count(*)::int AS count, min(by) AS by FROM product_edit WHERE shop_id = $1',
      ),
    );
    expect(edits).toEqual({ count: 2, by: '89705382102' });
    const late = await save({ to: { daysPerUnit: 5, warrantyMonths: null }, was });
    expect(late.status).toBe('changed-meanwhile');
    expect(late.block.supply).toMatchObject(to);
  });

  test('says that days entered make it used up whatever its title names', async () => {
    const { sqlInShop } = await import('~/db.server');
    const judge = (usage: string, source: string) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE need SET usage = $2, usage_source = $3 WHERE shop_id = $1 AND title = 'Olive soap, bar'`,
          usage,
          source,
        ),
      );
    await judge('not_used_up', 'title');
    const { supply } = await productBlock();
    const was = { daysPerUnit: supply.daysPerUnit, warrantyMonths: supply.warrantyMonths };
    const saved = await save({ to: { ...was, daysPerUnit: 33 }, was });
    expect(saved.block.sentences[0]).toContain('Counts as used up');
    await save({ to: was, was: { ...was, daysPerUnit: 33 } });
    await judge('used_up', 'default');
  });

  test('says beside each field what is wrong with it, and stores neither', async () => {
    const { supply } = await productBlock();
    const was = { daysPerUnit: supply.daysPerUnit, warrantyMonths: supply.warrantyMonths };
    const refused = await save({ to: { daysPerUnit: 0, warrantyMonths: 1.5 }, was });
    expect(refused.status).toBe('invalid');
    expect(Object.keys(refused.errors)).toEqual(['daysPerUnit', 'warrantyMonths']);
    for (const given of [null, 'x', { to: { daysPerUnit: 'nine', warrantyMonths: 1 }, was }, { to: was }])
      expect((await save(given)).status).toBe('invalid');
    // A thousandth of what a merchant in another country means.
    const thousands = await save({ to: { daysPerUnit: '1.095', warrantyMonths: null }, was });
    expect(Object.keys(thousands.errors)).toEqual(['daysPerUnit']);
    expect((await productBlock()).supply).toEqual(supply);
  });

  test('of a product that is not known says so, and stores nothing', async () => {
    expect((await productBlock('5')).supply).toBeNull();
    const none = { daysPerUnit: null, warrantyMonths: null };
    expect((await save({ to: { ...none, warrantyMonths: 6 }, was: none }, '5')).status).toBe('not-found');
  });
});

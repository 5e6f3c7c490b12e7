import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { readInsight } from '~/insight/learning/customers/learn-customer.server';
import { sweepShop } from '~/insight/learning/pools/sweep-shop.server';
import type { ProductChange, ProductChangeResult } from '~/office/pages/products/product-edits.server';
import { addDay, makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';
import { until } from '../../support/until';
import { waitingStatements } from '../../support/waiting-statements';

let world: PanelWorld;
let beans: Awaited<ReturnType<typeof makeNeed>>;
let decaf: Awaited<ReturnType<typeof makeNeed>>;
let lamp: Awaited<ReturnType<typeof makeNeed>>;
let buyer: bigint;
const today = dayNumber('2026-06-20');
const inShop = <T>(work: Parameters<typeof sqlInShop<T>>[1]) => sqlInShop(world.shopId, work);

beforeAll(async () => {
  world = await startPanelWorld();
  await inShop(async (sql) => {
    beans = await makeNeed(sql, { title: 'Yirgacheffe 250 g' });
    decaf = await makeNeed(sql, { title: 'Decaf 1 kg' });
    lamp = await makeNeed(sql, { title: 'Desk lamp' });
    const buyers: bigint[] = [];
    for (let k = 0; k < 14; k++) buyers.push(await makeCustomer(sql));
    buyer = buyers[0] as bigint;
    for (const [k, customerId] of buyers.entries()) {
      for (let n = 0; n < 3; n++)
        await makeOrder(sql, { customerId, variant: beans.variant, on: addDay('2026-02-01', k + n * 28) });
      await makeOrder(sql, { customerId, variant: lamp.variant, on: addDay('2026-02-03', k) });
    }
    await makeOrder(sql, { customerId: buyer, variant: decaf.variant, on: '2026-05-20' });
  });
  await sweepShop(world.shopId, today);
});
afterAll(() => world.stop());

async function list(search = '') {
  const { loader } = await import('~/routes/app.products._index');
  return loader({ request: world.request(`/app/products${search}`), params: {}, context: {} });
}

async function open(id: bigint | string) {
  const { loader } = await import('~/routes/app.products.$id');
  return loader({ request: world.request(`/app/products/${id}`), params: { id: String(id) }, context: {} });
}

test('a pool that another version of the model built is not read, and what it counted still decides what is used up', async () => {
  const before = await open(beans.needId);
  expect(before).toMatchObject({ usage: { usedUp: true, because: 'bought-again' }, learnt: {} });
  const built = await inShop((sql) =>
    sql.rows<{ pool: object; version: number }>(
      'SELECT pool, version FROM need_pool WHERE shop_id = $1 AND need_id = $2',
      beans.needId,
    ),
  );
  const put = (version: number, pool: object) =>
    inShop((sql) =>
      sql.run(
        'UPDATE need_pool SET version = $3, pool = $4 WHERE shop_id = $1 AND need_id = $2',
        beans.needId,
        version,
        JSON.stringify(pool),
      ),
    );
  await put(1, { version: 1 });
  const after = await open(beans.needId);
  expect(after).toMatchObject({ usage: before.usage, buyAgainShare: before.buyAgainShare, learnt: null });
  await put(built[0]?.version ?? 0, built[0]?.pool ?? {});
});

async function change(wanted: unknown): Promise<ProductChangeResult> {
  const { action } = await import('~/routes/app.products.changes');
  const answer = await action({
    request: world.request('/app/products/changes', { json: wanted }),
    params: {},
    context: {},
  });
  return answer.json();
}

async function carriedOut(wanted: ProductChange) {
  const result = await change(wanted);
  if (result.status !== 'done') throw new Error(result.status);
  return result;
}

const owed = () =>
  inShop(async (sql) => {
    const rows = await sql.rows<{ id: bigint }>(
      'SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL ORDER BY id',
    );
    await sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1');
    return rows.map(({ id }) => id);
  });

test('a product lists who runs out soon, then who should have run out already, and nobody who has lapsed', async () => {
  await owed();
  const { soap, later } = await inShop(async (sql) => {
    const [need] = await sql.rows<{ id: bigint }>(
      "SELECT id FROM need WHERE shop_id = $1 AND title = 'Olive soap, bar'",
    );
    const customers: bigint[] = [];
    for (const days of [12, 5, 40]) {
      const customerId = await makeCustomer(sql);
      await sql.run(
        `INSERT INTO forecast
         SELECT (jsonb_populate_record(f, jsonb_build_object('id', nextval(pg_get_serial_sequence('forecast', 'id')),
           'customer_id', $3::bigint, 'p50_on', $4::date + $5::int, 'p90_on', $4::date + 90))).*
         FROM forecast f WHERE f.shop_id = $1 AND f.need_id = $2 AND f.customer_id = $6`,
        need?.id,
        customerId,
        world.at.toISOString().slice(0, 10),
        days,
        world.customers.bruno,
      );
      customers.push(customerId);
    }
    return { soap: need, later: customers };
  });
  const { due, dueSoon, duePast } = await open(soap?.id ?? 0n);
  expect(due.map(({ id, isPast }) => ({ id, isPast }))).toEqual([
    { id: String(later[1]), isPast: false },
    { id: String(later[0]), isPast: false },
    { id: String(world.customers.bruno), isPast: true },
  ]);
  expect({ dueSoon, duePast }).toEqual({ dueSoon: 2, duePast: 1 });
});

test('while plans are made anew a product lists none of the old days, and says so until they are done', async () => {
  const { needId } = beans;
  await owed();
  const planned = (on: string | null) =>
    inShop((sql) =>
      sql.run('UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2', buyer, on),
    );
  await inShop((sql) =>
    sql.run(
      `INSERT INTO forecast
       SELECT (jsonb_populate_record(f, jsonb_build_object('id', nextval(pg_get_serial_sequence('forecast', 'id')),
         'customer_id', $2::bigint, 'need_id', $3::bigint, 'p50_on', $4::date + 5, 'p90_on', $4::date + 90))).*
       FROM forecast f WHERE f.shop_id = $1 LIMIT 1`,
      buyer,
      needId,
      world.at.toISOString().slice(0, 10),
    ),
  );
  const id = String(buyer);
  expect(await open(needId)).toMatchObject({ replanning: false, due: [{ id }], dueSoon: 1 });
  await planned(world.at.toISOString());
  expect(await open(needId)).toMatchObject({ replanning: true, due: [], dueSoon: 0 });
  // Whoever only bought it, and has no day yet, counts as well; who never did is no reason to wait.
  expect(await open(decaf.needId)).toMatchObject({ replanning: true });
  const [soap] = await inShop((sql) =>
    sql.rows<{ id: bigint }>("SELECT id FROM need WHERE shop_id = $1 AND title = 'Olive soap, bar'"),
  );
  expect(await open(soap?.id ?? 0n)).toMatchObject({ replanning: false });
  // Where so many plans are owed that nobody asks each, the list may be about to change as well.
  const many = (due: string | null) =>
    inShop((sql) =>
      sql.run(
        `INSERT INTO customer (shop_id, shopify_customer_id, name_tokens, tags, replan_due_at)
         SELECT $1, 'gid://shopify/Customer/many' || n, '{}', '{}', $2::timestamptz FROM generate_series(1, 500) n
         ON CONFLICT (shop_id, shopify_customer_id) DO UPDATE SET replan_due_at = excluded.replan_due_at`,
        due,
      ),
    );
  await many(world.at.toISOString());
  expect(await open(soap?.id ?? 0n)).toMatchObject({ replanning: true });
  await many(null);
  await planned(null);
  const { editId } = await carriedOut({
    action: 'edit',
    needIds: [String(needId)],
    set: { usage: 'not_used_up' },
  });
  expect(await open(needId)).toMatchObject({
    usage: { usedUp: false },
    replanning: true,
    due: [],
    duePast: 0,
  });
  await owed();
  expect(await open(needId)).toMatchObject({ replanning: false, due: [], dueSoon: 0 });
  await carriedOut({ action: 'undo', editId: editId ?? '' });
  await owed();
  await inShop((sql) => sql.run('DELETE FROM forecast WHERE shop_id = $1 AND customer_id = $2', buyer));
});

describe('the list of products', () => {
  test('begins with what most customers buy, each with what was learnt', async () => {
    const { rows } = await list();
    const coffee = rows.find(({ title }) => title === 'Yirgacheffe 250 g');
    expect(rows[0]?.buyers).toBe(14);
    expect(coffee).toMatchObject({
      usage: { usedUp: true, because: 'bought-again' },
      buyers: 14,
    });
    const { p25Days = 0, medianDays = 0, p75Days = 0 } = coffee?.learnt ?? {};
    expect(p25Days).toBeLessThan(medianDays);
    expect(medianDays).toBeLessThan(p75Days);
    expect(medianDays).toBeGreaterThan(20);
    expect(medianDays).toBeLessThan(40);
    // Nobody bought a second lamp: its pool holds the days of the shop as a whole.
    expect(rows.find(({ title }) => title === 'Desk lamp')).toMatchObject({ buyers: 14, learnt: null });
  });

  test('finds by words of the title in any order, and takes signs for signs', async () => {
    expect((await list('?search=250%20yirga')).rows.map(({ title }) => title)).toEqual(['Yirgacheffe 250 g']);
    expect((await list('?search=%25')).rows).toEqual([]);
  });

  test('its views keep apart what is used up, what lasts, and what waits for a person’s word', async () => {
    const titles = async (view: string) => (await list(`?view=${view}`)).rows.map(({ title }) => title);
    expect(await titles('used-up')).toContain('Yirgacheffe 250 g');
    expect(await titles('not-used-up')).toContain('Desk lamp');
    expect(await titles('to-confirm')).toEqual(expect.arrayContaining(['Yirgacheffe 250 g', 'Desk lamp']));
    expect(await titles('warranty')).toEqual([]);
  });

  test('shows every product once when leafed through', async () => {
    await inShop(async (sql) => {
      for (let k = 0; k < 60; k++) await makeNeed(sql, { title: `Leaf ${k}` });
    });
    const seen: string[] = [];
    let page = await list();
    for (;;) {
      seen.push(...page.rows.map(({ id }) => id));
      if (!page.next) break;
      page = await list(`?after=${page.next}`);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(62);
    const back = await list(`?before=${page.previous}`);
    expect(back.rows.map(({ id }) => id)).toEqual(seen.slice(0, 50));
  });
});

describe('a change of products', () => {
  test('writes the word, asks for new plans of those who bought it and of nobody else, and can be taken back', async () => {
    await owed();
    const done = await carriedOut({
      action: 'edit',
      needIds: [String(decaf.needId)],
      set: { daysPerUnit: 30, warrantyMonths: 24 },
    });
    expect(done).toMatchObject({ changed: 1, customers: 1 });
    expect(await owed()).toEqual([buyer]);
    expect(await open(decaf.needId)).toMatchObject({
      daysPerUnit: 30,
      warrantyMonths: 24,
      usage: { usedUp: true, because: 'days-given' },
    });
    const undone = await carriedOut({ action: 'undo', editId: String(done.editId) });
    expect(undone.changed).toBe(1);
    expect(await owed()).toEqual([buyer]);
    expect(await open(decaf.needId)).toMatchObject({ daysPerUnit: null, warrantyMonths: null });
    expect(await carriedOut({ action: 'undo', editId: String(done.editId) })).toMatchObject({ changed: 0 });
  });

  test('sent twice changes nothing the second time', async () => {
    const edit: ProductChange = {
      action: 'edit',
      needIds: [String(lamp.needId)],
      set: { usage: 'not_used_up' },
    };
    expect((await carriedOut(edit)).changed).toBe(1);
    expect(await carriedOut(edit)).toMatchObject({ changed: 0, editId: null });
  });

  test('undo leaves alone what somebody has changed again since', async () => {
    const set = (daysPerUnit: number): ProductChange => ({
      action: 'edit',
      needIds: [String(lamp.needId)],
      set: { daysPerUnit },
    });
    const first = await carriedOut(set(100));
    await carriedOut(set(200));
    expect(await carriedOut({ action: 'undo', editId: String(first.editId) })).toMatchObject({ changed: 0 });
    expect((await open(lamp.needId)).daysPerUnit).toBe(200);
  });

  test('tells who changed the same of one product what a colleague has stored meanwhile, and saves nothing', async () => {
    const needIds = [String(decaf.needId)];
    const edit = (set: object, openedWith?: object) => change({ action: 'edit', needIds, set, openedWith });
    await carriedOut({ action: 'edit', needIds, set: { daysPerUnit: 44, warrantyMonths: 12 } });
    const opened = { daysPerUnit: null, guideUrl: null };
    const mine = { daysPerUnit: 33, guideUrl: 'https://example.com/decaf' };
    expect(await edit(mine, opened)).toEqual({ status: 'changed', now: { daysPerUnit: 44 } });
    expect(await open(decaf.needId)).toMatchObject({ daysPerUnit: 44, guideUrl: null });

    // Who was told and saves again means it, and of another field nobody is told.
    expect(await edit(mine, { ...opened, daysPerUnit: 44 })).toMatchObject({ status: 'done', changed: 1 });
    expect(await open(decaf.needId)).toMatchObject({
      daysPerUnit: 33,
      warrantyMonths: 12,
      guideUrl: 'https://example.com/decaf',
    });
    // The same word from two people is none to be told of, and of many products each is set as it was meant.
    expect(await edit({ daysPerUnit: 33 }, { daysPerUnit: 44 })).toMatchObject({
      status: 'done',
      changed: 0,
    });
    expect(await edit({ daysPerUnit: 50 })).toMatchObject({ status: 'done', changed: 1 });

    const usage = { usage: 'not_used_up', substituteNeedId: String(lamp.needId) };
    await carriedOut({
      action: 'edit',
      needIds,
      set: { usage: 'used_up', substituteNeedId: String(beans.needId) },
    });
    expect(await edit(usage, { usage: 'unknown', substituteNeedId: null })).toEqual({
      status: 'changed',
      now: {
        usage: 'used_up',
        substituteNeedId: String(beans.needId),
        substituteTitle: 'Yirgacheffe 250 g',
      },
    });
    const nothing = { daysPerUnit: null, warrantyMonths: null, guideUrl: null, substituteNeedId: null };
    await carriedOut({ action: 'edit', needIds, set: { ...nothing, usage: 'unknown' } });
  });

  test('of one product is compared with what another stores at that very moment', async () => {
    const needIds = [String(decaf.needId)];
    const openedWith = { daysPerUnit: null };
    const edit = (daysPerUnit: number) =>
      change({ action: 'edit', needIds, set: { daysPerUnit }, openedWith });
    const said = await Promise.all([edit(33), edit(44)]);
    expect(said.map(({ status }) => status).sort()).toEqual(['changed', 'done']);
    await carriedOut({ action: 'edit', needIds, set: { daysPerUnit: null } });
  });

  test('is refused when it is out of bounds, hostile or no change at all', async () => {
    const needIds = [String(lamp.needId)];
    for (const wrong of [
      { action: 'edit', needIds, set: { daysPerUnit: -1 } },
      { action: 'edit', needIds, set: { daysPerUnit: 1e9 } },
      { action: 'edit', needIds, set: { guideUrl: 'javascript:alert(1)' } },
      { action: 'edit', needIds, set: { guideUrl: 'http://plain.example' } },
      { action: 'edit', needIds: ['1; DROP TABLE need'], set: {} },
      { action: 'edit', needIds: [], set: { daysPerUnit: 3 } },
      { action: 'units', units: [{ variant: lamp.variant, units: 0 }] },
      { action: 'explode' },
      null,
    ])
      expect((await refusalOf(change(wrong))).status).toBe(400);
  });

  test('of another shop’s product changes nothing there', async () => {
    await makeShop({ id: 990_001n });
    const theirs = await sqlInShop(990_001n, (sql) => makeNeed(sql, { title: 'Theirs' }));
    const done = await carriedOut({
      action: 'edit',
      needIds: [String(theirs.needId)],
      set: { daysPerUnit: 5 },
    });
    expect(done.changed).toBe(0);
    expect((await refusalOf(open(theirs.needId))).status).toBe(404);
    for (const substituteNeedId of [String(theirs.needId), '999999999']) {
      const set = { substituteNeedId };
      expect((await change({ action: 'edit', needIds: [String(lamp.needId)], set })).status).toBe('gone');
    }
    const merged = await carriedOut({
      action: 'merge',
      into: String(lamp.needId),
      from: [String(theirs.needId)],
    });
    expect(merged.changed).toBe(0);
  });
});

async function table(text: string, apply: boolean) {
  const { action } = await import('~/routes/app.products.import');
  const request = world.request('/app/products/import', { json: { text, apply } });
  return action({ request, params: {}, context: {} });
}

describe('days of supply for what its title names as lasting', () => {
  let lantern: Awaited<ReturnType<typeof makeNeed>>;
  const judgedBy = (source: 'title' | 'merchant') =>
    inShop((sql) =>
      sql.run(
        `UPDATE need SET usage = 'not_used_up', usage_source = $3, days_per_unit = NULL WHERE shop_id = $1 AND id = $2`,
        lantern.needId,
        source,
      ),
    );
  const edit = (set: object) => carriedOut({ action: 'edit', needIds: [String(lantern.needId)], set });
  const titlesIn = async (view: string) =>
    (await list(`?search=lantern&view=${view}`)).rows.map(({ title }) => title);
  beforeAll(async () => {
    lantern = await inShop(async (sql) => {
      const need = await makeNeed(sql, { title: 'Lantern refills' });
      await makeOrder(sql, { customerId: buyer, variant: need.variant, on: '2026-05-21' });
      return need;
    });
  });

  test.each([
    ['changed on its page or in bulk', () => edit({ daysPerUnit: 30 })],
    ['read from a table', () => table('title,days_of_supply\nLantern refills,30', true)],
  ])('%s make it used up, everywhere, and taken back they leave the title its say', async (_, enter) => {
    await judgedBy('title');
    const guessed = { usedUp: false, because: 'title' };
    expect((await open(lantern.needId)).usage).toEqual(guessed);
    await enter();
    const usage = { usedUp: true, because: 'days-given' };
    expect((await open(lantern.needId)).usage).toEqual(usage);
    expect((await list('?search=lantern')).rows).toMatchObject([{ usage, daysPerUnit: 30 }]);
    expect([await titlesIn('used-up'), await titlesIn('not-used-up')]).toEqual([['Lantern refills'], []]);
    const insight = await inShop((sql) => readInsight(sql, buyer, today));
    const learnt = insight?.needs.find(({ need }) => need.id === lantern.needId);
    expect(learnt).toMatchObject({ usage, forecast: { horizonDays: expect.any(Number) } });
    await edit({ daysPerUnit: null });
    expect((await open(lantern.needId)).usage).toEqual(guessed);
  });

  test('leave a person’s own word that it lasts', async () => {
    await judgedBy('merchant');
    await edit({ daysPerUnit: 30 });
    const usage = { usedUp: false, because: 'merchant' };
    expect(await open(lantern.needId)).toMatchObject({ usage, daysPerUnit: 30 });
    expect(await titlesIn('not-used-up')).toEqual(['Lantern refills']);
  });

  test('make way for a “no” that repeats what the title proposes: then it is the merchant’s', async () => {
    await judgedBy('title');
    await edit({ daysPerUnit: 30 });
    const line = 'title,used_up\nLantern refills,no';
    expect(await table(line, false)).toMatchObject({ status: 'preview', good: 1, same: 0 });
    await table(line, true);
    expect((await open(lantern.needId)).usage).toEqual({ usedUp: false, because: 'merchant' });
  });
});

describe('a table of products', () => {
  const text = [
    'title,days_of_supply,warranty_months',
    'yirgacheffe 250 g,40,',
    'Desk lamp,soon,24',
    'Nowhere,10,',
    'Decaf 1 kg,90,',
    'Decaf 1 kg,91,',
  ].join('\n');

  test('is shown before it is taken: what would change, and what is wrong in which line', async () => {
    const preview = await table(text, false);
    expect(preview).toMatchObject({
      status: 'preview',
      good: 2,
      lines: [
        { line: 2, title: 'Yirgacheffe 250 g', set: { daysPerUnit: 40 } },
        { line: 5, title: 'Decaf 1 kg', set: { daysPerUnit: 90 } },
      ],
      badLines: [
        { line: 3, problem: 'days', what: 'soon' },
        { line: 4, problem: 'unknown', what: 'Nowhere' },
        { line: 6, problem: 'twice', what: '5' },
      ],
    });
    expect((await open(beans.needId)).daysPerUnit).toBeNull();
  });

  test('names products by the SKU of any of their variants, and says which columns it left out', async () => {
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `UPDATE variant SET sku = 'YIR-250' WHERE shop_id = $1 AND shopify_variant_id = $2`,
        beans.variant,
      ),
    );
    expect(await table('sku,days_of_supply,price\nyir-250,40,3\nYIR-9,40,3', false)).toMatchObject({
      status: 'preview',
      good: 1,
      lines: [{ line: 2, title: 'Yirgacheffe 250 g', set: { daysPerUnit: 40 } }],
      badLines: [{ line: 3, problem: 'unknown', what: 'YIR-9' }],
      unknownColumns: ['price'],
    });
  });

  test('is taken without its bad lines, and taken back at once', async () => {
    const done = await table(text, true);
    expect(done).toMatchObject({ status: 'done', changed: 2, bad: 3, customers: 14 });
    expect((await open(beans.needId)).daysPerUnit).toBe(40);
    expect(await table(text, false)).toMatchObject({ status: 'preview', good: 0, same: 2 });
    if (done.status !== 'done') throw new Error(done.status);
    await carriedOut({ action: 'undo', editId: String(done.editId) });
    expect((await open(beans.needId)).daysPerUnit).toBeNull();
    expect((await open(decaf.needId)).daysPerUnit).toBeNull();
  });

  test('of the shop’s own products, downloaded, filled in and read again, changes what was filled in', async () => {
    const { loader } = await import('~/routes/app.products.table');
    const answer = await loader({ request: world.request('/app/products/table'), params: {}, context: {} });
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const [head, ...lines] = (await answer.text()).trim().split('\r\n');
    const filled = [
      head,
      ...lines.map((line) => line.replace(',Yirgacheffe 250 g,,', ',Yirgacheffe 250 g,33,')),
    ];
    const preview = await table(filled.join('\r\n'), false);
    expect(preview).toMatchObject({
      status: 'preview',
      good: 1,
      bad: 0,
      lines: [{ set: { daysPerUnit: 33 } }],
    });
  });
});

describe('a pool', () => {
  const purchases = async () => {
    const insight = await inShop((sql) => readInsight(sql, buyer, today));
    return insight?.needs
      .find(({ need }) => need.id === beans.needId)
      ?.purchases.map(({ quantity }) => quantity);
  };

  test('makes purchases of either count for the other, in units of the one that it is named for', async () => {
    expect(await purchases()).toEqual([1, 1, 1]);
    const merged = await carriedOut({
      action: 'merge',
      into: String(beans.needId),
      from: [String(decaf.needId)],
    });
    expect(merged.changed).toBe(1);
    // One kilogram brings four times what 250 g do, read from the titles.
    expect(await purchases()).toEqual([1, 1, 1, 4]);
    expect((await refusalOf(open(decaf.needId))).status).toBe(404);
    const page = await open(beans.needId);
    expect(page.variants.map(({ product, units }) => [product, units])).toEqual([
      ['Decaf 1 kg', 4],
      ['Yirgacheffe 250 g', 1],
    ]);
    expect((await list('?search=decaf')).rows).toEqual([]);
  });

  test('that two people make the opposite way round is made once', async () => {
    const [one, other] = await inShop(async (sql) => [
      await makeNeed(sql, { title: 'Rooibos' }),
      await makeNeed(sql, { title: 'Honeybush' }),
    ]);
    const merge = (into: bigint, from: bigint) =>
      carriedOut({ action: 'merge', into: String(into), from: [String(from)] });
    const both = await inShop(async (sql) => {
      await sql.rows(
        'SELECT 1 FROM need_variant WHERE shop_id = $1 AND need_id = ANY($2::int8[]) ORDER BY id FOR UPDATE',
        [one.needId, other.needId],
      );
      const first = merge(one.needId, other.needId);
      await until('the first waits', async () => (await waitingStatements()) === 1);
      const second = merge(other.needId, one.needId);
      await until('the second waits', async () => (await waitingStatements()) === 2);
      return { first, second };
    });
    expect((await both.first).changed).toBe(1);
    expect((await both.second).changed).toBe(0);
    expect((await open(one.needId)).variants).toHaveLength(2);
  });

  test('says which products it holds, in the list and where it is searched', async () => {
    const holds = { products: 2, productTitles: ['Decaf 1 kg', 'Yirgacheffe 250 g'] };
    expect((await list('?search=yirgacheffe')).rows).toMatchObject([holds]);
    const { loader } = await import('~/routes/app.products.find');
    const request = world.request('/app/products/find?search=yirgacheffe');
    const { products } = await loader({ request, params: {}, context: {} });
    expect(products).toMatchObject([{ id: String(beans.needId), ...holds }]);
  });

  test('takes a person’s units, and lets a variant go again', async () => {
    await carriedOut({ action: 'units', units: [{ variant: decaf.variant, units: 5 }] });
    expect(await purchases()).toEqual([1, 1, 1, 5]);
    const split = await carriedOut({
      action: 'split',
      needId: String(beans.needId),
      variants: [decaf.variant],
    });
    expect(await purchases()).toEqual([1, 1, 1]);
    expect((await open(split.needId ?? '')).variants.map(({ gid }) => gid)).toEqual([decaf.variant]);
    const back = await carriedOut({ action: 'undo', editId: String(split.editId) });
    expect(back.changed).toBe(1);
    expect(await purchases()).toEqual([1, 1, 1, 5]);
  });

  test('cannot be emptied by taking all of it out', async () => {
    const all = await carriedOut({
      action: 'split',
      needId: String(beans.needId),
      variants: [beans.variant, decaf.variant],
    });
    expect(all.changed).toBe(0);
  });
});

describe('one product', () => {
  test('says what was learnt, how it weighs, and who runs out next', async () => {
    const page = await open(beans.needId);
    const { learnt } = page;
    expect(learnt?.customers).toBe(14);
    expect(learnt?.repeatCustomers).toBe(14);
    const shares = learnt?.ownShares.map(({ share }) => share) ?? [];
    expect(shares[0]).toBe(0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const days = learnt?.byUnits.map(({ days: one }) => one) ?? [];
    expect(days).toEqual([...days].sort((a, b) => a - b));
  });

  test('shows what orders show, the night after somebody entered other days too', async () => {
    await sweepShop(world.shopId, today);
    const { p25Days, medianDays, p75Days } = (await open(beans.needId)).learnt ?? {};
    const shown = expect.objectContaining({ p25Days, medianDays, p75Days });
    const needIds = [String(beans.needId)];
    await carriedOut({ action: 'edit', needIds, set: { daysPerUnit: 200 } });
    await sweepShop(world.shopId, today);
    const { learnt } = await open(beans.needId);
    expect(learnt).toEqual(shown);
    // What both together make is said apart, and lies between them.
    expect(learnt?.reckonedDays).toBeGreaterThan(medianDays ?? 0);
    expect(learnt?.reckonedDays).toBeLessThan(200);
    expect((await list('?search=yirga')).rows[0]?.learnt).toEqual(shown);
    await carriedOut({ action: 'edit', needIds, set: { daysPerUnit: null } });
  });

  test('that is not there is not found, whatever stands in its address', async () => {
    for (const id of ['999999999', 'x', '-1']) expect((await refusalOf(open(id))).status).toBe(404);
  });
});

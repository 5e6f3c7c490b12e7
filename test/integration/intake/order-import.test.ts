import { beforeAll, describe, expect, it } from 'vitest';
import { emailHash } from '~/base/lib/sealed.server';
import { acrossShops, sqlInShop } from '~/db.server';
import { MOST_RECORDS } from '~/intake/imports/csv-records';
import { loadOrderImports, startOrderImport, takeOrderPiece } from '~/intake/imports/import-orders.server';
import { previewOrderImport } from '~/intake/imports/preview-import.server';
import { addOrderFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { readOrderNode } from '~/intake/orders/read-order-node';
import { orderExportHeader } from '../../support/intake/order-export-header';
import { orderNode } from '../../support/intake/order-node';

const shopId = 6_600_001n;
const row = (
  name: string,
  on: string,
  item: string,
  id: string,
  more: { email?: string; quantity?: string } = {},
) =>
  `${name},${more.email ?? 'ada@example.com'},paid,${on} 10:00:00 +0000,fulfilled,${on} 18:00:00 +0000,EUR,9.50,12.00,${on} 10:00:00 +0000,${more.quantity ?? '2'},${item},4.75,,Ada Lovelace,GB,${id}`;
const file = Buffer.from(
  [
    orderExportHeader,
    row('#101', '2024-01-05', 'Sumatra', '101'),
    '#101,ada@example.com,,,,,,,,,1,Unknown thing,2.00,,,,',
    row('#102', '2024-02-06', 'Sumatra', '102'),
    row('#103', 'someday', 'Sumatra', '103'),
    row('#104', '2024-03-07', 'Sumatra', '104', { quantity: 'many' }),
    row('#105', '2024-04-08', 'Sumatra', '105', { email: 'bob@example.com' }),
    row('#106', '2024-05-09', 'Sumatra', '106', { email: 'a@b.example\u0000Bcc: x' }),
  ].join('\n'),
);

beforeAll(async () => {
  await acrossShops('install', (sql) =>
    sql.run(
      `INSERT INTO shop (id, domain, installed_at, time_zone, currency, country_code)
       VALUES ($1, 'imports.myshopify.com', now(), 'Europe/London', 'EUR', 'GB'), (6600002, 'other-imports.myshopify.com', now(), 'UTC', 'EUR', 'GB')`,
      shopId,
    ),
  );
  await sqlInShop(shopId, async (sql) => {
    await sql.run(
      `INSERT INTO product (shop_id, shopify_product_id, title) VALUES ($1, 'gid://shopify/Product/1', 'Sumatra')`,
    );
    await sql.run(
      `INSERT INTO variant (shop_id, shopify_variant_id, shopify_product_id, title) VALUES ($1, 'gid://shopify/ProductVariant/1', 'gid://shopify/Product/1', 'Default Title')`,
    );
    // The store has told of #102 itself.
    const facts = noFacts();
    const known = readOrderNode(node('#102', '2024-02-06T10:00:00Z'), 'EUR');
    if (known) addOrderFacts(facts, known);
    await projectFacts(sql, facts, 'webhook');
  });
});

function node(name: string, at: string) {
  const line = {
    id: `gid://shopify/LineItem/${name.slice(1)}1`,
    title: 'Sumatra',
    quantity: 2,
    currentQuantity: 2,
    variant: { id: 'gid://shopify/ProductVariant/1' },
    product: { id: 'gid://shopify/Product/1' },
  };
  return orderNode(name, { at, subtotal: '9.50', lines: [line] });
}

/** What is told beforehand of a file, or of what is not read of it yet. */
async function preview({
  piece,
  isLast,
  mark = 'not begun',
  offset = 0,
}: {
  piece: Buffer;
  isLast: boolean;
  mark?: string;
  offset?: number;
}) {
  const told = await previewOrderImport(shopId, { mark, offset, piece, isLast });
  if (told.status === 'done' || told.status === 'begun') throw new Error(`The file is ${told.status}`);
  return told;
}

const rowsOf = <Row extends object>(text: string) => sqlInShop(shopId, (sql) => sql.rows<Row>(text));

describe('the import of an order export', () => {
  it('says beforehand what the file would bring, and writes nothing', async () => {
    const told = await preview({ piece: file, isLast: true });
    expect(told).toMatchObject({ status: 'export', newOrders: 3, knownOrders: 1, linesUnmatched: 1 });
    expect(told.errors).toEqual([
      { line: 5, code: 'date' },
      { line: 6, code: 'quantity' },
    ]);
    expect(await rowsOf('SELECT 1 FROM orders WHERE shop_id = $1')).toHaveLength(1);
    const none = await preview({ piece: Buffer.from('Handle,Title\nx,y'), isLast: true });
    expect(none).toMatchObject({
      status: 'no-export',
      missing: expect.arrayContaining(['Created at']),
      isSavedAnew: false,
    });
    for (const sign of [';', '\t']) {
      const piece = Buffer.from(file.toString().replaceAll(',', sign));
      const anew = await preview({ piece, isLast: true });
      expect(anew).toMatchObject({ status: 'no-export', isSavedAnew: true });
    }
  });

  it('goes on where it stopped, takes no piece twice, and leaves alone what the store told itself', async () => {
    const chosen = { name: 'orders_export_1.csv', bytes: file.length, mark: 'a' };
    const begun = await startOrderImport(shopId, chosen, 'ada');
    const cut = file.indexOf('#104');
    const send = (offset: number, end = file.length) =>
      takeOrderPiece(shopId, { importId: BigInt(begun.id), offset, piece: file.subarray(offset, end) });
    const first = await send(0, cut + 20);
    expect(first?.state).toBe('running');
    expect(first?.doneBytes).toBeGreaterThan(0);
    // The answer was lost, and the browser sends the piece again; then the file is chosen once more.
    expect(await send(0, cut + 20)).toMatchObject({
      doneBytes: first?.doneBytes,
      ordersNew: first?.ordersNew,
    });
    const again = await startOrderImport(shopId, chosen, 'ada');
    expect(again).toMatchObject({ id: begun.id, doneBytes: first?.doneBytes });
    const done = await send(again.doneBytes);
    expect(done).toMatchObject({
      state: 'done',
      ordersNew: 3,
      ordersKnown: 1,
      linesUnmatched: 1,
      errorCount: 2,
    });
    expect(done?.errors).toEqual([
      { line: 5, code: 'date' },
      { line: 6, code: 'quantity' },
    ]);
    expect(await send(done?.doneBytes ?? 0)).toMatchObject({ state: 'done', ordersNew: 3 });

    const orders = await rowsOf<{ name: string; arrived: string; on: string; lines: number }>(
      `SELECT name, arrived_by AS arrived, to_char(processed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS on,
         (SELECT count(*)::int FROM order_line l WHERE l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id) AS lines
       FROM orders o WHERE shop_id = $1 ORDER BY name`,
    );
    expect(orders).toEqual([
      { name: '#101', arrived: 'import', on: '2024-01-05', lines: 2 },
      { name: '#102', arrived: 'webhook', on: '2024-02-06', lines: 1 },
      { name: '#105', arrived: 'import', on: '2024-04-08', lines: 1 },
      { name: '#106', arrived: 'import', on: '2024-05-09', lines: 1 },
    ]);
    expect((await sqlInShop(shopId, loadOrderImports))[0]).toMatchObject({ state: 'done', ordersNew: 3 });
  });

  it('makes one buyer of an address, whoever told of it first', async () => {
    const [owner] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ orders: number; customers: number }>(
        `SELECT count(*)::int AS orders, count(DISTINCT customer_id)::int AS customers FROM orders WHERE shop_id = $1 AND email_hash = $2`,
        emailHash(shopId, 'ada@example.com'),
      ),
    );
    expect(owner).toEqual({ orders: 2, customers: 1 });
    // An address with a line break is none: the order counts, and nobody is written to.
    const [hostile] = await rowsOf<{ hash: Buffer | null }>(
      `SELECT email_hash AS hash FROM orders WHERE shop_id = $1 AND name = '#106'`,
    );
    expect(hostile?.hash).toBeNull();
  });

  it('gives way to the store’s own word on an order, whose lines are not counted twice', async () => {
    await sqlInShop(shopId, async (sql) => {
      const facts = noFacts();
      const told = readOrderNode(node('#101', '2024-01-05T10:00:00Z'), 'EUR');
      if (told) addOrderFacts(facts, told);
      await projectFacts(sql, facts, 'webhook');
      await projectFacts(sql, facts, 'webhook');
    });
    const lines = await rowsOf<{ gid: string }>(
      `SELECT shopify_line_item_id AS gid FROM order_line WHERE shop_id = $1 AND shopify_order_id = 'gid://shopify/Order/101'`,
    );
    expect(lines).toEqual([{ gid: 'gid://shopify/LineItem/1011' }]);
  });

  it('of one shop is out of another’s reach', async () => {
    const [mine] = await sqlInShop(shopId, loadOrderImports);
    const taken = await takeOrderPiece(6_600_002n, {
      importId: BigInt(mine?.id ?? 0),
      offset: 0,
      piece: file,
    });
    expect(taken).toBeNull();
    expect(await sqlInShop(6_600_002n, loadOrderImports)).toEqual([]);
  });
});

describe('an export with one bad cell', () => {
  it('is taken without that line, which is named', async () => {
    const huge = '9'.repeat(30);
    const bad = Buffer.from(
      [
        orderExportHeader,
        row('#201', '2024-01-05', 'Sumatra', '201').replace(',4.75,', `,${huge},`),
        row('#202', '2024-01-06', 'Sumatra', '202').replace(',12.00,', `,${huge},`),
        row('#203\u0000', '2024-01-07', 'Suma\u0000tra', '203'),
        row(`${'#'.repeat(63)}\u{1f600}`, '2024-01-08', 'Sumatra', ''),
      ].join('\n'),
    );
    const { id } = await startOrderImport(shopId, { name: 'bad', bytes: bad.length, mark: 'bad' }, 'Ada');
    const taken = await takeOrderPiece(shopId, { importId: BigInt(id), offset: 0, piece: bad });
    expect(taken).toMatchObject({ state: 'done', ordersNew: 2 });
    expect(taken?.errors).toEqual([
      { line: 2, code: 'amount' },
      { line: 3, code: 'amount' },
    ]);
  });
});

describe('an export that a spreadsheet has sorted', () => {
  const take = async (mark: string, lines: readonly string[], pieces: readonly number[] = []) => {
    const sorted = Buffer.from([orderExportHeader, ...lines].join('\n'));
    const { id } = await startOrderImport(shopId, { name: mark, bytes: sorted.length, mark }, 'Ada');
    const ends = [...pieces.map((end) => sorted.indexOf(lines[end] ?? '')), sorted.length];
    let at = await takeOrderPiece(shopId, {
      importId: BigInt(id),
      offset: 0,
      piece: sorted.subarray(0, ends[0]),
    });
    for (const end of ends.slice(1)) {
      const offset = at?.doneBytes ?? 0;
      const piece = sorted.subarray(offset, end);
      at = await takeOrderPiece(shopId, { importId: BigInt(id), offset, piece });
    }
    return at;
  };
  const linesOf = (name: string) =>
    sqlInShop(shopId, (sql) =>
      sql.rows<{ gid: string; title: string; left: number }>(
        `SELECT l.shopify_line_item_id AS gid, l.title, l.current_quantity AS left
         FROM orders o JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
         WHERE o.shop_id = $1 AND o.name = $2 ORDER BY l.id`,
        name,
      ),
    );
  const further = (name: string, item: string) => `${name},ada@example.com,,,,,,,,,1,${item},2.00,,,,`;

  it('keeps the lines of an order together, and counts what it kept', async () => {
    const taken = await take('sorted', [
      row('#501', '2024-01-05', 'Soap', '501'),
      row('#502', '2024-01-05', 'Soap', ''),
      further('#501', 'Towel'),
      row('#503', '2023-02-31', 'Soap', '503'),
      row('#504', '2024-01-05', 'Soap', '504'),
      row('#505', '2024-01-05', 'Towel', '504'),
    ]);
    expect(taken).toMatchObject({ state: 'done', ordersNew: 3, linesFound: 4, errorCount: 2 });
    expect(taken?.errors).toEqual([
      { line: 7, code: 'other-order' },
      { line: 5, code: 'date' },
    ]);
    expect((await linesOf('#501')).map(({ title }) => title)).toEqual(['Soap', 'Towel']);
    expect((await linesOf('#504')).map(({ title }) => title)).toEqual(['Soap']);
    expect(await linesOf('#505')).toEqual([]);
  });

  it('finds the lines of an order in a later piece, in places of their own, and none twice', async () => {
    const lines = [
      row('#511', '2024-01-05', 'Soap', '511'),
      row('#512', '2024-01-05', 'Soap', '512'),
      further('#511', 'Soap'),
      row('#513', '2024-01-05', 'Soap', '513'),
      further('#511', 'Towel'),
      row('#514', '2024-01-05', 'Towel', '511'),
      row('#515', '2024-01-05', 'Towel', '515'),
    ];
    const taken = await take('apart', lines, [2, 4]);
    expect(taken).toMatchObject({ state: 'done', ordersNew: 4, ordersKnown: 0, linesFound: 6 });
    expect(taken?.errors).toEqual([{ line: 7, code: 'other-order' }]);
    const places = await linesOf('#511');
    expect(places.map(({ gid, title }) => `${gid} ${title}`)).toEqual([
      'import:gid://shopify/Order/511:1 Soap',
      'import:gid://shopify/Order/511:2 Soap',
      'import:gid://shopify/Order/511:3 Towel',
    ]);
    expect(await take('apart again', lines, [3])).toMatchObject({ ordersNew: 0, linesFound: 0 });
    expect(await linesOf('#511')).toEqual(places);
  });

  it('takes an order that stands twice in it once, and names each line of the copy', async () => {
    const once = [
      row('#531', '2024-01-05', 'Soap', '531'),
      further('#531', 'Towel'),
      row('#532', '2024-01-05', 'Soap', '532'),
      row('#533', '2024-01-05', 'Soap', ''),
    ];
    const twice = [...once, ...once, further('#532', 'Bag'), row('#534', '2024-01-05', 'Soap', '534')];
    const expected = { state: 'done', ordersNew: 4, ordersKnown: 0, linesFound: 6, errorCount: 4 };
    for (const pieces of [[4], [2, 5], [3, 7, 8], []]) {
      const taken = await take(`twice ${pieces}`, twice, pieces);
      expect(taken).toMatchObject(expected);
      expect(taken?.errors.map(({ line, code }) => `${line} ${code}`).sort()).toEqual([
        '6 twice',
        '7 twice',
        '8 twice',
        '9 twice',
      ]);
      expect((await linesOf('#531')).map(({ title }) => title)).toEqual(['Soap', 'Towel']);
      expect((await linesOf('#532')).map(({ title }) => title)).toEqual(['Soap', 'Bag']);
      expect((await linesOf('#533')).map(({ title }) => title)).toEqual(['Soap']);
      await sqlInShop(shopId, async (sql) => {
        await sql.run(`DELETE FROM order_line WHERE shop_id = $1 AND shopify_line_item_id ~ '53[1-4]'`);
        await sql.run(`DELETE FROM orders WHERE shop_id = $1 AND name LIKE '#53%'`);
      });
    }
  });

  it('takes an order’s own cells from the piece that has them', async () => {
    const own = row('#522', '2024-01-05', 'Towel', '522').replace(',paid,', ',refunded,');
    const early = further('#522', 'Soap').replace(/,1,Soap/, '2024-01-05 10:00:00 +0000,1,Soap');
    const taken = await take(
      'late head',
      [early, row('#523', '2024-01-05', 'Soap', '523'), own, further('#523', 'Bag')],
      [2],
    );
    expect(taken).toMatchObject({ ordersNew: 2, linesFound: 4, errorCount: 0 });
    expect((await linesOf('#522')).map(({ left }) => left)).toEqual([0, 0]);
    const [order] = await rowsOf(
      `SELECT financial_status AS status, total_minor AS total FROM orders WHERE shop_id = $1 AND name = '#522'`,
    );
    expect(order).toEqual({ status: 'REFUNDED', total: 1200n });
  });
});

describe('an export with a quote that is never closed', () => {
  const lines = (count: number) => [
    orderExportHeader,
    row('#301', '2024-01-05', 'Sumatra', '301'),
    row('#302', '2024-01-06', '"Sumatra', '302'),
    ...Array.from({ length: count }, (_, index) =>
      row(`#4${index}`, '2024-01-07', 'Sumatra', `4${index}`, index < 250 ? { quantity: 'many' } : {}),
    ),
  ];

  it('says from which line on nothing can be read: beforehand, and at the end', async () => {
    const cut = Buffer.from(lines(200).join('\n'));
    const told = await preview({ piece: cut, isLast: true });
    expect(told).toMatchObject({ newOrders: 1, errors: [{ line: 3, code: 'unreadable' }] });
    const { id } = await startOrderImport(shopId, { name: 'cut', bytes: cut.length, mark: 'cut' }, 'Ada');
    const taken = await takeOrderPiece(shopId, { importId: BigInt(id), offset: 0, piece: cut });
    expect(taken).toMatchObject({ state: 'done', errorCount: 1, errors: [{ line: 3, code: 'unreadable' }] });
    expect(taken?.ordersNew).toBe(0);
  });

  it('loads nothing of a file in which a later quote closes a stray one, and says where that one is', async () => {
    const [head, first, second] = lines(0);
    const closing = row('#303', '2024-01-08', '"Kenya, washed"', '303');
    const joined = Buffer.from(
      [head, first, second, closing, row('#304', '2024-01-09', 'Sumatra', '304')].join('\n'),
    );
    const refused = { errors: [{ line: 3, code: 'unreadable' }] };
    expect(await preview({ piece: joined, isLast: true })).toMatchObject(refused);
    const file = { name: 'joined', bytes: joined.length, mark: 'joined' };
    const { id } = await startOrderImport(shopId, file, 'Ada');
    const taken = await takeOrderPiece(shopId, { importId: BigInt(id), offset: 0, piece: joined });
    expect(taken).toMatchObject({ state: 'done', ordersNew: 0, ordersKnown: 0, errorCount: 1, ...refused });
    expect(
      await rowsOf(`SELECT 1 FROM orders WHERE shop_id = $1 AND name IN ('#301', '#303', '#304')`),
    ).toEqual([]);
  });

  it('says so of a file that is longer than a piece, and comes to an end', async () => {
    const long = Buffer.from(lines(8_000).join('\n'));
    const piece = long.subarray(0, 900 * 1024);
    expect(piece.length).toBeLessThan(long.length);
    const told = await preview({ piece, isLast: false });
    expect(told).toMatchObject({ newOrders: 1, errors: [{ line: 3, code: 'unreadable' }] });
    const { id } = await startOrderImport(shopId, { name: 'long', bytes: long.length, mark: 'long' }, 'Ada');
    const taken = await takeOrderPiece(shopId, { importId: BigInt(id), offset: 0, piece });
    expect(taken).toMatchObject({ state: 'done', doneBytes: long.length });
    expect(taken?.errors).toEqual([{ line: 3, code: 'unreadable' }]);
  });

  it('says so behind more lines with errors than are kept', async () => {
    const [head, ...others] = lines(250);
    const bad = Buffer.from([head, ...others.slice(2), ...others.slice(0, 2), 'x'].join('\n'));
    const { id } = await startOrderImport(shopId, { name: 'many', bytes: bad.length, mark: 'many' }, 'Ada');
    const first = bad.indexOf('#4240,');
    const piece = bad.subarray(0, first);
    const half = await takeOrderPiece(shopId, { importId: BigInt(id), offset: 0, piece });
    const offset = half?.doneBytes ?? 0;
    const rest = bad.subarray(offset);
    const taken = await takeOrderPiece(shopId, { importId: BigInt(id), offset, piece: rest });
    expect(taken).toMatchObject({ state: 'done', errorCount: (half?.errorCount ?? 0) + 1 });
    expect(half?.errorCount).toBeGreaterThan(200);
    expect(taken?.errors).toContainEqual({ line: 253, code: 'unreadable' });
  });
});

describe('an export of very many short lines', () => {
  it('is taken a bounded part at a time, and to its end', async () => {
    const lines = Array.from({ length: 2 * MOST_RECORDS + 10 }, (_, at) => `#9${at}`);
    const short = Buffer.from([orderExportHeader, ...lines].join('\n'));
    const told = await preview({ piece: short, isLast: true });
    expect(told).toMatchObject({ status: 'export', isWhole: false });
    const { id } = await startOrderImport(
      shopId,
      { name: 'short', bytes: short.length, mark: 'short' },
      'Ada',
    );
    const counts: number[] = [];
    for (let offset = 0; offset < short.length; ) {
      const taken = await takeOrderPiece(shopId, {
        importId: BigInt(id),
        offset,
        piece: short.subarray(offset),
      });
      counts.push(taken?.errorCount ?? 0);
      expect(taken?.doneBytes).toBeGreaterThan(offset);
      offset = taken?.doneBytes ?? short.length;
    }
    expect(counts[0]).toBeLessThanOrEqual(MOST_RECORDS);
    expect(counts.at(-1)).toBe(lines.length);
  });
});

describe('an import that was left off', () => {
  const lines = [
    row('#811', '2024-01-05', 'Soap', '811'),
    '#811,ada@example.com,,,,,,,,,1,Lamp,2.00,,,,',
    row('#812', '2024-01-05', 'Soap', '812'),
    row('#813', '2024-01-05', 'Soap', '813'),
    '#811,ada@example.com,,,,,,,,,1,Towel,2.00,,,,',
    '#811,ada@example.com,,,,,,,,,1,Bag,2.00,,,,',
    row('#814', '2024-01-05', 'Soap', '814'),
  ];
  const start = (mark: string, bytes: number) => startOrderImport(shopId, { name: mark, bytes, mark }, 'Ada');
  const titles = async (name: string) => {
    const found = await rowsOf<{ title: string }>(
      `SELECT l.title FROM orders o JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
       WHERE o.shop_id = $1 AND o.name = '${name}' ORDER BY l.shopify_line_item_id`,
    );
    return found.map(({ title }) => title);
  };
  const whole = Buffer.from([orderExportHeader, ...lines].join('\n'));

  it('loses no line when the file is taken again under another mark, whatever its order', async () => {
    const left = await start('left', whole.length);
    const half = whole.subarray(0, whole.indexOf(lines[4] ?? ''));
    await takeOrderPiece(shopId, { importId: BigInt(left.id), offset: 0, piece: half });
    expect(await titles('#811')).toEqual(['Soap', 'Lamp']);

    const sorted = [lines[2], lines[0], lines[6], lines[5], lines[3], lines[1], lines[4]];
    const again = Buffer.from([orderExportHeader, ...sorted].join('\n'));
    const { id } = await start('again', again.length);
    const cut = again.indexOf(lines[3] ?? '');
    const first = await takeOrderPiece(shopId, {
      importId: BigInt(id),
      offset: 0,
      piece: again.subarray(0, cut),
    });
    const offset = first?.doneBytes ?? 0;
    const done = await takeOrderPiece(shopId, {
      importId: BigInt(id),
      offset,
      piece: again.subarray(offset),
    });
    expect(done).toMatchObject({ state: 'done', ordersNew: 4, ordersKnown: 0, errorCount: 0, linesFound: 7 });
    expect(await titles('#811')).toEqual(['Soap', 'Bag', 'Lamp', 'Towel']);

    // The one that was left goes on after all: what the newer one has told stays as it is.
    const rest = await takeOrderPiece(shopId, {
      importId: BigInt(left.id),
      offset: (await start('left', whole.length)).doneBytes,
      piece: whole.subarray((await start('left', whole.length)).doneBytes),
    });
    expect(rest).toMatchObject({ state: 'done', errorCount: 0 });
    expect(await titles('#811')).toEqual(['Soap', 'Bag', 'Lamp', 'Towel']);
  });
});

describe('what is told of a file beforehand', () => {
  const further = (name: string, item: string) => `${name},ada@example.com,,,,,,,,,1,${item},2.00,,,,`;
  const fileOf = (...lines: string[]) => Buffer.from([orderExportHeader, ...lines].join('\n'));
  const start = (mark: string, { length: bytes }: Buffer) =>
    startOrderImport(shopId, { name: mark, bytes, mark }, 'Ada');
  const take = (importId: bigint, piece: Buffer, offset = 0) =>
    takeOrderPiece(shopId, { importId, offset, piece });
  const counts = (of: {
    newOrders: number;
    knownOrders: number;
    linesFound: number;
    linesUnmatched: number;
  }) => {
    const { newOrders: ordersNew, knownOrders: ordersKnown, linesFound, linesUnmatched } = of;
    return { ordersNew, ordersKnown, linesFound, linesUnmatched };
  };
  const lines = [
    row('#901', '2024-01-05', 'Sumatra', '901'),
    further('#901', 'Lamp'),
    row('#902', '2024-01-06', 'Sumatra', '902'),
    row('#903', 'someday', 'Sumatra', '903'),
    row('#904', '2024-01-07', 'Bag', '904'),
    row('#905', '2024-01-08', 'Bag', '905'),
  ];
  const whole = fileOf(...lines);

  it('of one that is left off is told of the rest, of another one what it takes over, of one that is read nothing', async () => {
    const fresh = await preview({ piece: whole, isLast: true });
    expect(fresh).toMatchObject({ newOrders: 4, knownOrders: 0, begun: null, errorCount: 1 });

    const { id } = await start('left file', whole);
    const left = await take(BigInt(id), whole.subarray(0, whole.indexOf(lines[4] ?? '')));
    const from = left?.doneBytes ?? 0;
    expect(left).toMatchObject({ state: 'running', ordersNew: 2 });

    // Another file with all of it: what the one that was left off has told is told anew.
    const other = await preview({ piece: whole, isLast: true, mark: 'other file' });
    expect(other).toMatchObject({ newOrders: 4, knownOrders: 0, linesFound: 5, linesUnmatched: 3 });

    // The same file goes on where it stopped.
    const asked = { mark: 'left file', offset: 0, piece: whole, isLast: true };
    expect(await previewOrderImport(shopId, asked)).toEqual({ status: 'begun', doneBytes: from });
    const rest = await preview({
      mark: 'left file',
      offset: from,
      piece: whole.subarray(from),
      isLast: true,
    });
    expect(rest).toMatchObject({ newOrders: 2, knownOrders: 0, begun: { id }, isWhole: true });
    expect(rest.orders.map(({ name }) => name)).toEqual(['#904', '#905']);

    // The other one is taken after all, as was told.
    const { id: otherId } = await start('other file', whole);
    const done = await take(BigInt(otherId), whole);
    expect(done).toMatchObject({ state: 'done', ...counts(other), errorCount: other.errorCount });
    expect(done?.errors).toEqual(other.errors);

    // Which leaves nothing new in the rest of the one that was left off: told, and so done.
    const later = await preview({
      mark: 'left file',
      offset: from,
      piece: whole.subarray(from),
      isLast: true,
    });
    expect(later).toMatchObject({ newOrders: 0, knownOrders: 2, linesFound: 0, errorCount: 1 });
    const ended = await take(BigInt(id), whole.subarray(from), from);
    expect(ended).toMatchObject({ state: 'done', ordersNew: 2, ordersKnown: 2 });

    const again = await previewOrderImport(shopId, asked);
    expect(again).toMatchObject({ status: 'done', done: { id, ordersNew: 2, ordersKnown: 2 } });
  });

  it('agrees with what comes of it where some orders are known, and names no line of theirs', async () => {
    const mixed = fileOf(
      row('#902', '2024-01-06', 'Unknown thing', '902', { quantity: 'many' }),
      row('#911', '2024-01-09', 'Unknown thing', '911'),
      row('#912', 'someday', 'Sumatra', '912'),
    );
    const told = await preview({ piece: mixed, isLast: true });
    expect(told).toMatchObject({ newOrders: 1, knownOrders: 1, linesFound: 1, linesUnmatched: 1 });
    expect(told.errors).toEqual([{ line: 4, code: 'date' }]);
    const { id } = await start('mixed', mixed);
    const done = await take(BigInt(id), mixed);
    expect(done).toMatchObject({ state: 'done', ...counts(told), errors: told.errors });
  });

  it('names a line of the rest by its place in the whole file', async () => {
    const { id } = await start('late error', whole);
    const late = fileOf(...lines.slice(0, 4), row('#921', 'someday', 'Bag', '921'));
    const left = await take(BigInt(id), late.subarray(0, late.indexOf('#921,')));
    const from = left?.doneBytes ?? 0;
    const rest = await preview({
      mark: 'late error',
      offset: from,
      piece: late.subarray(from),
      isLast: true,
    });
    expect(rest.errors).toContainEqual({ line: 6, code: 'date' });
  });
});

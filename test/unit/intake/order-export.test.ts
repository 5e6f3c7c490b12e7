import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_RECORDS, readRecords } from '~/intake/imports/csv-records';
import { exportInstantMs } from '~/intake/imports/export-facts';
import { type ExportedOrder, readHeader, readOrders, unreadableFrom } from '~/intake/imports/order-export';

const header =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Notes,Id';

/** Reads a file in pieces of so many bytes, as the import does. */
function readAll(file: Buffer, size: number) {
  const orders: ExportedOrder[] = [];
  const errors: string[] = [];
  let columns: Parameters<typeof readOrders>[1] | null = null;
  let lines = 0;
  let step = size;
  for (let at = 0; at < file.length; ) {
    const given = file.subarray(at, at + step);
    const csv = readRecords(given, { isLast: at + given.length >= file.length });
    const { isLast } = csv;
    let { records } = csv;
    if (!columns) {
      const read = readHeader(records[0]?.cells ?? []);
      if (read.status !== 'read') {
        step *= 2;
        continue;
      }
      columns = read.columns;
      records = records.slice(1);
    }
    const read = readOrders(records, columns, { isLast });
    orders.push(...read.orders);
    errors.push(...read.errors.map(({ line, code }) => `${line + lines} ${code}`));
    if (isLast) break;
    if (read.doneBytes === 0) {
      if (at === 0) columns = null;
      step *= 2;
      continue;
    }
    at += read.doneBytes;
    lines += read.doneLines;
  }
  return {
    names: orders.map(({ head, items }) => `${head.name}:${items.map(({ cells }) => cells.title).join('+')}`),
    errors,
  };
}

const file = Buffer.from(
  [
    header,
    '#1001,ada@example.com,paid,2023-05-01 10:22:33 +0200,fulfilled,2023-05-02 09:00:00 +0200,EUR,10.00,12.00,2023-05-01 10:22:30 +0200,2,"Kaffee, ganze Bohne – 1 kg",5.00,K1,"line one\nline ""two""",5501',
    '#1001,ada@example.com,,,,,,,,,1,Filter,2.00,F1,,',
    ',,,,,,,,,,1,Nobody’s,2.00,,,',
    '#1002,bob@example.com,paid,,fulfilled,,EUR,5.00,5.00,2023-06-01 10:00:00 +0200,1,Größe 😀,5.00,K1,,5502',
    '#1003,cleo@example.com,paid,,fulfilled,,EUR,5.00,5.00,2023-07-01 10:00:00 +0200,1,Filter,5.00,F1,,5503',
  ].join('\r\n'),
);

const whole = {
  names: ['#1001:Kaffee, ganze Bohne – 1 kg+Filter', '#1002:Größe 😀', '#1003:Filter'],
  // The header is one line, the first order's first record takes two.
  errors: ['5 no-name'],
};

describe('Shopify’s order export', () => {
  test('is read the same whole and in pieces of any size', () => {
    expect(readAll(file, file.length)).toEqual(whole);
    fc.assert(
      fc.property(fc.integer({ min: 20, max: file.length }), (size) => {
        expect(readAll(file, size)).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  describe('sorted by another column', () => {
    const columnsOf = (lines: readonly string[]) => {
      const { records } = readRecords(Buffer.from([header, ...lines].join('\n')), { isLast: true });
      const read = readHeader(records[0]?.cells ?? []);
      if (read.status !== 'read') throw new Error('no header');
      return readOrders(records.slice(1), read.columns, { isLast: true });
    };
    const line = (name: string, title: string, id = '', own = true) =>
      own
        ? `${name},a@example.com,paid,,fulfilled,,EUR,5.00,5.00,2023-06-01 10:00:00 +0200,1,${title},5.00,,,${id}`
        : `${name},a@example.com,,,,,,,,,1,${title},5.00,,,`;
    const shown = ({ orders, errors }: ReturnType<typeof columnsOf>) => ({
      orders: orders.map(
        ({ head, items }) => `${head.name} ${head.id} ${items.map(({ cells }) => cells.title)}`,
      ),
      errors: errors.map(({ line: at, code }) => `${at} ${code}`),
    });

    test('is one order for each name, whose own cells may stand in any of its lines', () => {
      const lines = [line('#11', 'Soap', '', false), line('#12', 'Soap', '9'), line('#11', 'Towel', '8')];
      const read = columnsOf(lines);
      expect(shown(read)).toEqual({ orders: ['#11 8 Soap,Towel', '#12 9 Soap'], errors: [] });
      expect(read.orders[0]?.head.total).toBe('5.00');
    });

    test('names each line whose name and Id belong to different orders', () => {
      const lines = [line('#31', 'Soap', '77'), line('#32', 'Towel', '77'), line('#32', 'Bag', '', false)];
      expect(shown(columnsOf(lines))).toEqual({
        orders: ['#31 77 Soap'],
        errors: ['3 other-order', '4 other-order'],
      });
      expect(shown(columnsOf([line('#31', 'Soap', '77'), line('#31', 'Towel', '78')]))).toEqual({
        orders: ['#31 77 Soap'],
        errors: ['3 other-order'],
      });
    });

    test('names each line of a copy, which begins where an order’s own cells come again', () => {
      const first = [line('#51', 'Soap', '51'), line('#51', 'Bag', '', false)];
      const second = [line('#52', 'Soap', '', false), line('#52', 'Towel', '52')];
      expect(shown(columnsOf([...first, ...second, ...first, ...second]))).toEqual({
        // What stands before the own cells of the copy can be a further line of the order itself.
        orders: ['#51 51 Soap,Bag', '#52 52 Soap,Towel,Soap'],
        errors: ['6 twice', '7 twice', '9 twice'],
      });
      expect(shown(columnsOf([...first, ...first, line('#53', 'Soap'), ...first.slice(1)]))).toEqual({
        orders: ['#51 51 Soap,Bag,Bag', '#53  Soap'],
        errors: ['4 twice', '5 twice'],
      });
    });

    test('takes an order of more lines than are read at once in parts', () => {
      const many = Array.from({ length: MOST_RECORDS }, () => line('#61', 'Soap', '', false));
      const file = Buffer.from([header, line('#61', 'Bag'), ...many].join('\n'));
      const { names, errors } = readAll(file, file.length);
      const lines = names.flatMap((name) => name.replace('#61:', '').split('+'));
      expect(lines).toHaveLength(MOST_RECORDS + 1);
      expect(errors).toEqual([]);
    });

    test('takes an Id that a spreadsheet has rounded for none', () => {
      const lines = [line('#41', 'Soap', '5.50123E+12'), line('#42', 'Towel', '5.50123E+12')];
      expect(shown(columnsOf(lines))).toEqual({ orders: ['#41  Soap', '#42  Towel'], errors: [] });
    });
  });

  test('is known by its columns, in any order and case; what lacks them is none', () => {
    expect(readHeader(['LINEITEM NAME', 'name', 'Email', 'Created at', 'Lineitem quantity']).status).toBe(
      'read',
    );
    expect(readHeader(['Handle', 'Title'])).toEqual({
      status: 'no-export',
      missing: ['Name', 'Email', 'Created at', 'Lineitem quantity', 'Lineitem name'],
    });
    expect(readHeader([]).status).toBe('no-export');
  });

  test('what is no table at all gives no order and no end', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('"open quote and never closed'),
      Buffer.alloc(5_000, 0),
    ]) {
      const { records } = readRecords(bytes, { isLast: true });
      expect(readHeader(records[0]?.cells ?? []).status).toBe('no-export');
    }
  });

  describe('the line from which on columns cannot be told apart', () => {
    const line = (id: number, { title = 'Filter', notes = '' } = {}) =>
      `#${id},a@example.com,paid,,fulfilled,,EUR,5.00,5.00,2023-06-01 10:00:00 +0200,1,${title},5.00,K1,${notes},${id}`;
    const from = (...lines: string[]) => {
      const piece = Buffer.from([header, ...lines].join('\n'));
      const csv = readRecords(piece, { isLast: true });
      const read = readHeader(csv.records[0]?.cells ?? []);
      if (read.status !== 'read') throw new Error('no header');
      return unreadableFrom(csv, read.columns);
    };

    test('is where a stray quote begins that a later quoted cell closes', () => {
      expect(from(line(1), `"${line(2)}`, line(3), line(4, { notes: '"Ring, twice"' }), line(5))).toBe(3);
      expect(from(line(1), line(2, { title: '"Filter' }), line(3, { title: '"Bag"' }), line(4))).toBe(3);
      expect(from(line(1), line(2, { title: '"Filter' }), line(3, { title: '"Bag, big"' }), line(4))).toBe(3);
      expect(from(line(1), line(2, { notes: '"Ring' }), line(3), line(4, { notes: '"Ring twice"' }))).toBe(3);
    });

    test('is where one line has too many columns, or two that one quote made one', () => {
      expect(from(line(1), line(2, { title: 'Bag, big' }), line(3))).toBe(3);
      expect(from(line(1), line(2, { title: '"Bag' }).replace('5.00,K1', '5.00",K1'))).toBe(3);
    });

    test('is none for notes of several lines, quotes within words, and cells that a spreadsheet left out', () => {
      const notes = '"Ring, please,\ntwice, ""loud"", again"';
      const short = line(4).replace(/,,4$/, '');
      expect(
        from(line(1, { notes }), line(2, { title: 'Bag 7" wide' }), line(3, { title: '"Bag, big"' }), short),
      ).toBe(null);
    });
  });

  test('dates are the instants that Shopify writes', () => {
    expect(exportInstantMs('2023-05-01 10:22:33 +0200')).toBe(Date.parse('2023-05-01T08:22:33Z'));
    expect(exportInstantMs('2023-12-01 10:22:33 UTC')).toBe(Date.parse('2023-12-01T10:22:33Z'));
    for (const text of [
      '',
      '01/05/2023',
      '2023-02-31 10:00:00 +0000',
      '2023-13-45 99:99:99 +0200',
      'yesterday',
    ]) {
      expect(exportInstantMs(text)).toBeNull();
    }
  });
});

import { describe, expect, it } from 'vitest';
import { csvCell } from '~/base/lib/csv';
import { parseProductTable } from '~/office/pages/products/product-table';
import { growth } from '../../support/growth';

const read = (text: string) => {
  const table = parseProductTable(text);
  if (table.status !== 'read') throw new Error(table.problem);
  return table;
};

describe('a table of products', () => {
  it('is read as spreadsheets write it, in English and in German', () => {
    const wanted = [
      {
        line: 2,
        by: 'handle',
        name: 'beans',
        set: { daysPerUnit: 30.5, warrantyMonths: 24, usage: 'used_up' },
      },
    ];
    expect(read('handle,days_of_supply,warranty_months,used_up\nbeans,30.5,24,yes\n').lines).toEqual(wanted);
    expect(read('\ufeffHandle;Days of supply;Warranty months;Used up\r\nbeans;30,5;24;ja\r\n').lines).toEqual(
      wanted,
    );
    expect(read('handle\tdays-of-supply\twarranty_months\tused_up\n"beans"\t30.5\t24\t1').lines).toEqual(
      wanted,
    );
  });

  it('never takes days for a thousandth of what a country writes them with', () => {
    const { lines, bad } = read('title;days_of_supply\nBeans;1.095\nTea;1,200\nSalt;1095\nOil;0.125\n');
    expect(bad.map(({ line, problem, what }) => [line, problem, what])).toEqual([
      [2, 'days', '1.095'],
      [3, 'days', '1,200'],
    ]);
    expect(lines.map(({ set }) => set.daysPerUnit)).toEqual([1095, 0.125]);
  });

  it('tells each bad line by its number and loses no good one', () => {
    const { lines, bad } = read(
      [
        'title,days_of_supply,warranty_months,set_up_guide,used_up',
        'Beans,30,,,',
        'Lamp,soon,,,',
        'Mug,,1.5,,',
        'Mill,,,http://plain.example/guide,',
        'Tea,,,,perhaps',
        ',12,,,',
        'Filters,60,,,,,,',
        'Soap "fine,20,,,',
        'Oil,-,-,-,-',
      ].join('\n'),
    );
    expect(lines.map(({ name, set }) => [name, set])).toEqual([
      ['Beans', { daysPerUnit: 30 }],
      ['Oil', { daysPerUnit: null, warrantyMonths: null, guideUrl: null, usage: 'unknown' }],
    ]);
    expect(bad.map(({ line, problem }) => [line, problem])).toEqual([
      [3, 'days'],
      [4, 'warranty'],
      [5, 'guide'],
      [6, 'usage'],
      [7, 'no-product'],
      [8, 'columns'],
      [9, 'unreadable'],
    ]);
  });

  it('tells all the faults of a line, and the columns that say nothing to it', () => {
    const { bad, lines, unknownColumns } = read(
      'SKU,days_of_supply,warranty_months,Stock,\nA-1,soon,never,3,\nA-2,30,,4,\n',
    );
    expect(bad).toEqual([
      { line: 2, problem: 'days', what: 'soon' },
      { line: 2, problem: 'warranty', what: 'never' },
    ]);
    expect(lines).toEqual([{ line: 3, by: 'sku', name: 'A-2', set: { daysPerUnit: 30 } }]);
    expect(unknownColumns).toEqual(['Stock']);
  });

  it('is refused whole only when nothing in it can be told apart', () => {
    expect(parseProductTable('')).toEqual({ status: 'refused', problem: 'empty' });
    expect(parseProductTable('price,stock\n1,2')).toEqual({ status: 'refused', problem: 'no-header' });
    expect(parseProductTable(`title\n${'x\n'.repeat(25_000)}`)).toEqual({
      status: 'refused',
      problem: 'too-many',
    });
    expect(parseProductTable('x'.repeat(2_000_001))).toEqual({ status: 'refused', problem: 'too-big' });
  });

  it.each([
    ['good lines', 'x\n'],
    ['lines that cannot be read', 'x"y\n'],
  ])(
    'costs no more for %s beyond the bound',
    (_, line) => {
      const table = (size: number) => parseProductTable(`title\n${line.repeat(size)}`);
      expect(table(100_000)).toEqual({ status: 'refused', problem: 'too-many' });
      expect(growth(table, 100_000)).toBeLessThan(2);
    },
    60_000,
  );

  it('costs no more for a head of many columns that mean nothing', () => {
    const wide = (size: number) => parseProductTable(`sku,${'x,'.repeat(size)}\n${'a,1\n'.repeat(size)}`);
    expect(wide(10)).toMatchObject({ status: 'read', unknownColumns: Array(10).fill('x') });
    expect(growth(wide, 2_400)).toBeLessThan(8);
  });

  it('a title that looks like a formula is written as text and read as itself', () => {
    expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
    for (const title of ['=1+1', '\u200b=1+1', '＝1+1', '|cmd'])
      expect(read(`title,days_of_supply\n${csvCell(title)},5`).lines[0]?.name).toBe(title);
    expect(read(`title,days_of_supply\n${csvCell('5" tin; tea, "fine"')},5`).lines[0]?.name).toBe(
      '5" tin; tea, "fine"',
    );
  });
});

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { MOST_RECORDS, readRecords } from '~/intake/imports/csv-records';

/** What csv-parse makes of the same text. */
function asParsed(text: string) {
  const rows = parse(`${text}\n`, {
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return rows.map(({ record, info }) => ({ cells: record, line: info.lines }));
}

const read = (text: string) =>
  readRecords(Buffer.from(text), { isLast: true }).records.map(({ cells, line }) => ({ cells, line }));

describe('a table of commas', () => {
  test('is read as csv-parse reads it, whatever stands in it', () => {
    const sign = fc.constantFrom('"', '"', '""', ',', '\n', 'a', 'é', ' ', '😀');
    const text = fc.array(sign, { maxLength: 40 }).map((signs) => signs.join(''));
    let compared = 0;
    fc.assert(
      fc.property(text, (given) => {
        let expected: ReturnType<typeof asParsed>;
        try {
          expected = asParsed(given);
        } catch {
          // A quote that is never closed: we read what stands before it.
          return;
        }
        compared += 1;
        expect(read(given)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  test('ends its lines as any system does, and an empty line is none', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', '', '"c\u2028\nd",', 'e'].join(end);
      expect(read(text)).toEqual([
        { cells: ['a', 'b'], line: 1 },
        { cells: ['c\u2028\nd', ''], line: 4 },
        { cells: ['e'], line: 5 },
      ]);
    }
  });

  test('is read the same in two pieces, wherever it is cut', () => {
    const file = Buffer.from('a,"b ""c""\r\nd",é\r\n\r\n"x"y,z\r"",😀\n"q"');
    const whole = readRecords(file, { isLast: true }).records.map(({ cells }) => cells);
    for (let cut = 0; cut <= file.length; cut += 1) {
      const first = readRecords(file.subarray(0, cut), { isLast: false }).records;
      const rest = readRecords(file.subarray(first.at(-1)?.endByte ?? 0), { isLast: true }).records;
      expect([...first, ...rest].map(({ cells }) => cells)).toEqual(whole);
    }
  });

  test('of more lines than are read at once ends behind the last of those, and goes on there', () => {
    const file = Buffer.from(Array.from({ length: 2 * MOST_RECORDS + 5 }, (_, at) => `#${at}`).join('\n'));
    const counts: number[] = [];
    for (let at = 0; at < file.length; ) {
      const { records, piece, isLast } = readRecords(file.subarray(at), { isLast: true });
      counts.push(records.length);
      expect(isLast).toBe(at + piece.length === file.length);
      expect(records[0]?.cells).toEqual([`#${MOST_RECORDS * (counts.length - 1)}`]);
      at += piece.length;
    }
    expect(counts).toEqual([MOST_RECORDS, MOST_RECORDS, 5]);
  });

  test('costs what its bytes cost: no error is made of a short line, no long cell copied for a stray quote', () => {
    const stacks = vi.spyOn(Error, 'captureStackTrace');
    const buffers = vi.spyOn(Buffer, 'allocUnsafe');
    const lines = ['a,b,c,d', 'x'.repeat(100_000), ...Array.from({ length: 300 }, () => '"a"b')];
    const file = Buffer.from(lines.join('\n'));
    buffers.mockClear();
    expect(readRecords(file, { isLast: true }).records).toHaveLength(lines.length);
    const bytes = buffers.mock.calls.reduce((sum, [size]) => sum + size, 0);
    expect(stacks).not.toHaveBeenCalled();
    expect(bytes).toBeLessThan(4 * file.length);
    vi.restoreAllMocks();
  });
});

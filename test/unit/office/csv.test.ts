import { describe, expect, test } from 'vitest';
import { csvCell, csvLine } from '~/base/lib/csv';

describe('a cell of a CSV file', () => {
  test.each([
    '=HYPERLINK("https://evil.example","Click")',
    '+49 30 1',
    '-1+1',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '  =1+1',
    '\u200b=1+1',
    '＝1+1',
    '|cmd',
  ])('that would begin a formula is text: %j', (hostile) => {
    expect(csvCell(hostile).replace(/^"/, '')).toMatch(/^'/);
  });

  test('with a comma, a quote or a line break is quoted (RFC 4180)', () => {
    expect(csvLine(['Müller, Max', 'so "called"', 'two\nlines', 'plain', 7, null])).toBe(
      '"Müller, Max","so ""called""","two\nlines",plain,7,\r\n',
    );
  });

  test('a number of ours stays a number, even below zero', () => {
    expect(csvCell(-12.5)).toBe('-12.5');
  });
});

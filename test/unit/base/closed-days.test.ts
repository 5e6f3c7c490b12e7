import { expect, test } from 'vitest';
import { readClosedDays } from '~/base/vocabulary/closed-days';

test('a line is a day or a span, with whatever words stand beside it', () => {
  const spans = [
    '31.12.2026 bis 2.1.2027',
    '31.12.2026–2.1.2027',
    '2026-12-31 to 2027-01-02',
    '2026-12-31 – 2027-01-02',
    'Betriebsferien: 31. 12. 2026 - 2. 1. 2027',
  ];
  for (const line of spans)
    expect(readClosedDays(line)).toEqual({
      days: ['2026-12-31', '2027-01-01', '2027-01-02'],
      wrongLines: [],
    });
  expect(readClosedDays('Christmas Eve (2026-12-24)')).toEqual({ days: ['2026-12-24'], wrongLines: [] });
});

test.each([
  '24.12. bis 2.1.2027',
  '24.12.2026 bis 2.1.',
  '24.–26.12.2026',
  '24.12.-26.12.2026',
  '24. und 25.12.2026',
  '24.12.2026 bis 2.1.27',
  '12-24 to 2027-01-02',
  '2026-12-24 to 01-02',
  '2026-12-24, 2026-12-25, 2026-12-26',
  '24.12.2026 25.12.2026 26.12.2026',
  '2026-12-245',
  '12026-12-24',
  '٢٤.12. to 2.1.2027',
])('a line with more figures than it has days is refused, not read half: %s', (line) => {
  expect(readClosedDays(line)).toEqual({ days: [], wrongLines: [1] });
  expect(readClosedDays(`2026-10-03\n${line}`)).toEqual({ days: ['2026-10-03'], wrongLines: [2] });
});

test('every wrong line is told, and the days of the others are read', () => {
  expect(readClosedDays('soon\n2026-10-03\n\n24.12.\n2026-12-26 to 2026-12-24\n2026-12-31')).toEqual({
    days: ['2026-10-03', '2026-12-31'],
    wrongLines: [1, 4, 5],
  });
});

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One (buyer, product, day), with what was known of the pair at the end of that day and what came of it. */
export interface Row {
  readonly buyer: string;
  readonly product: string;
  readonly day: number;
  readonly quantity: number;
  /** gaps of this pair that had ended by then */
  readonly gaps: readonly number[];
  /** days to the next purchase; Infinity: none seen */
  readonly next: number;
}

/** The shipped UCI history, in order of day. */
export function readHistory(file: URL): Row[] {
  const rows: Row[] = [];
  let first = 0;
  let buyer = '';
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    if (line === '') continue;
    if (line.startsWith('day0 ')) first = Number(line.slice(5));
    else if (line.startsWith('#')) buyer = line.slice(1);
    else {
      const [product = '', ...purchases] = line.split(' ');
      const days = purchases.map((text) => text.split(':').map(Number) as [number, number]);
      const gaps: number[] = [];
      days.forEach(([day, quantity], k) => {
        if (k > 0) gaps.push(day - (days[k - 1]?.[0] ?? 0));
        const later = days[k + 1];
        rows.push({
          buyer,
          product,
          day: first + day,
          quantity,
          gaps: gaps.slice(),
          next: later ? later[0] - day : Number.POSITIVE_INFINITY,
        });
      });
    }
  }
  return rows.sort((a, b) => a.day - b.day);
}

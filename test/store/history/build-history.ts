/**
 * Cuts the local store's purchase history out of the UCI Online Retail data: whole buyers only, so that
 * every interval between two purchases is a real one.
 *
 * Run once, by hand, when the choice of buyers changes; the outputs are committed:
 *   npx tsx test/store/history/build-history.ts <folder with uci_online_retail.csv.gz and uci_products.csv.gz>
 *
 * Three groups are taken: those who come back for the same things, ordinary small buyers who came three
 * times or more, and people who came once or twice. The last group is the largest, as in any shop.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { hashOf } from '../world/random';
import { characters } from './characters';
import { parseCsv } from './parse-csv';
import { productType } from './product-type';

type Row = { buyer: string; product: string; quantity: number; date: string; pence: number };
type Buyer = { id: string; rows: Row[]; dayCount: number; repeatShare: number };

const folder = process.argv[2];
if (folder === undefined) throw new Error('Say where the UCI files are: build-history.ts <folder>');

const rows = readRows(join(folder, 'uci_online_retail.csv.gz'));
const chosen = chooseBuyers(groupByBuyer(rows));
const lines = chosen.flatMap((buyer) => buyer.rows);
const here = new URL('.', import.meta.url).pathname;
writeGzip(join(here, 'lines.csv.gz'), linesCsv(lines));
writeGzip(join(here, 'products.csv.gz'), productsCsv(folder, new Set(lines.map((line) => line.product))));
console.log(
  `${chosen.length} buyers, ${lines.length} lines, ${new Set(lines.map((l) => l.product)).size} products`,
);

function chooseBuyers(buyers: Buyer[]): Buyer[] {
  const named = new Set<string>(Object.values(characters).map((character) => character.buyer));
  const shuffled = buyers.toSorted((a, b) => hashOf(`pick ${a.id}`) - hashOf(`pick ${b.id}`));
  const isRegular = (b: Buyer) => b.dayCount >= 4 && b.repeatShare >= 0.4 && b.rows.length <= 330;
  const isOrdinary = (b: Buyer) => b.dayCount >= 3 && b.rows.length <= 45 && !isRegular(b);
  const isOneOff = (b: Buyer) => b.dayCount <= 2 && b.rows.length <= 14;
  const picked = [
    ...shuffled.filter((b) => named.has(b.id)),
    ...shuffled.filter((b) => isRegular(b) && !named.has(b.id)),
    ...shuffled.filter((b) => isOrdinary(b) && !named.has(b.id)).slice(0, 260),
    ...shuffled.filter(isOneOff).slice(0, 800),
  ];
  return picked.toSorted((a, b) => a.id.localeCompare(b.id));
}

function readRows(path: string): Row[] {
  return parseCsv(gunzipSync(readFileSync(path)).toString('utf8')).map((row) => ({
    buyer: row.buyer ?? '',
    product: row.product ?? '',
    quantity: Number(row.quantity),
    date: row.date ?? '',
    pence: Math.round(Number(row.price) * 100),
  }));
}

function groupByBuyer(all: Row[]): Buyer[] {
  const rowsOf = new Map<string, Row[]>();
  for (const row of all) rowsOf.set(row.buyer, [...(rowsOf.get(row.buyer) ?? []), row]);
  return [...rowsOf].map(([id, own]) => {
    const products = new Set(own.map((row) => row.product)).size;
    const dayCount = new Set(own.map((row) => row.date)).size;
    return { id, rows: own, dayCount, repeatShare: (own.length - products) / own.length };
  });
}

function linesCsv(all: Row[]): string {
  const sorted = all.toSorted((a, b) => a.date.localeCompare(b.date) || a.buyer.localeCompare(b.buyer));
  const body = sorted.map((r) => [r.date, r.buyer, r.product, r.quantity, r.pence].join(','));
  return ['date,buyer,product,quantity,price_pence', ...body, ''].join('\n');
}

function productsCsv(from: string, used: Set<string>): string {
  const all = parseCsv(gunzipSync(readFileSync(join(from, 'uci_products.csv.gz'))).toString('utf8'));
  const body = all
    .filter((row) => used.has(row.product ?? ''))
    .map((row) => {
      const title = (row.title ?? '').replace(/\s+/g, ' ').trim();
      return [row.product, quote(title), Math.round(Number(row.price_gbp) * 100), productType(title)].join(
        ',',
      );
    });
  return ['product,title,price_pence,type', ...body, ''].join('\n');
}

function quote(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeGzip(path: string, text: string): void {
  const zipped = gzipSync(text, { level: 9 });
  // The header's time and system bytes would make two equal builds differ.
  zipped.fill(0, 4, 8);
  zipped[9] = 255;
  writeFileSync(path, zipped);
}

/**
 * All purchases of a shop in columns, in any order of arrival: what a sweep reads. 24 bytes a row.
 *
 * Keys are turned into dense numbers as they come. Because arrival order decides those numbers, everything that
 * must not depend on it (folds, samples, order of summation) uses the keys' hashes.
 */
export interface PurchaseLog {
  append(customerKey: string, needKey: string, day: number, quantity: number, lastedDays?: number): number;
  readonly rows: number;
  readonly pairs: number;
  readonly customerKeys: readonly string[];
  readonly customerHash: readonly number[];
  readonly needHash: readonly number[];
  readonly needKeys: readonly string[];
  pairOf(customerKey: string, needKey: string): number | undefined;
  customerOfPair(pair: number): number;
  needOfPair(pair: number): number;
  /** rows of one customer by day; those of one day in order of arrival */
  rowsOf(customer: number): LoggedRow[];
  /** rows dated before `today`, of all needs or one, by customer (in order of hash), then day, then need (likewise) */
  sorted(today: number, need?: number): SortedRows;
  /** rows dated on `today` or later, in the same order */
  sortedFrom(today: number): SortedRows;
}

export interface LoggedRow {
  readonly pair: number;
  readonly day: number;
  readonly quantity: number;
}

export interface SortedRows {
  readonly count: number;
  readonly pair: Int32Array;
  readonly customer: Int32Array;
  readonly need: Int32Array;
  readonly day: Int32Array;
  readonly quantity: Float64Array;
  /** how long the supply before lasted; 0 where it was until this day */
  readonly lastedDays: Int32Array;
  /** each pair and need once, in an order that does not depend on arrival */
  readonly pairOrder: Int32Array;
  readonly needOrder: Int32Array;
}

export function createPurchaseLog(): PurchaseLog {
  const customers = new Map<string, Map<number, number>>();
  const customerIndex = new Map<string, number>();
  const needs = new Map<string, number>();
  const needKeys: string[] = [];
  const customerKeys: string[] = [];
  const customerHash: number[] = [];
  const needHash: number[] = [];
  let pairCustomer = new Int32Array(64);
  let pairNeed = new Int32Array(64);
  let pairs = 0;
  let rowPair = new Int32Array(256);
  let rowDay = new Int32Array(256);
  let rowQuantity = new Float64Array(256);
  let rowLasted = new Int32Array(256);
  // each customer's last row, and the one before each: a customer is read without the others
  const lastRow: number[] = [];
  let rowBefore = new Int32Array(256);
  let rows = 0;

  function pairFor(customerKey: string, needKey: string): number {
    let customer = customerIndex.get(customerKey);
    let own = customers.get(customerKey);
    if (customer === undefined || own === undefined) {
      customer = customerHash.length;
      own = new Map();
      customerIndex.set(customerKey, customer);
      customers.set(customerKey, own);
      customerKeys.push(customerKey);
      customerHash.push(hashKey(customerKey));
      lastRow.push(-1);
    }
    let need = needs.get(needKey);
    if (need === undefined) {
      need = needKeys.length;
      needs.set(needKey, need);
      needKeys.push(needKey);
      needHash.push(hashKey(needKey));
    }
    let pair = own.get(need);
    if (pair === undefined) {
      if (pairs === pairNeed.length) {
        pairCustomer = grow(pairCustomer, new Int32Array(pairs * 2));
        pairNeed = grow(pairNeed, new Int32Array(pairs * 2));
      }
      pair = pairs++;
      pairCustomer[pair] = customer;
      pairNeed[pair] = need;
      own.set(need, pair);
    }
    return pair;
  }

  return {
    append(customerKey, needKey, day, quantity, lastedDays = 0) {
      const pair = pairFor(customerKey, needKey);
      if (rows === rowPair.length) {
        rowPair = grow(rowPair, new Int32Array(rows * 2));
        rowDay = grow(rowDay, new Int32Array(rows * 2));
        rowQuantity = grow(rowQuantity, new Float64Array(rows * 2));
        rowLasted = grow(rowLasted, new Int32Array(rows * 2));
        rowBefore = grow(rowBefore, new Int32Array(rows * 2));
      }
      const customer = pairCustomer[pair] as number;
      rowBefore[rows] = lastRow[customer] as number;
      lastRow[customer] = rows;
      rowPair[rows] = pair;
      rowDay[rows] = day;
      rowQuantity[rows] = quantity;
      rowLasted[rows] = lastedDays;
      rows++;
      return pair;
    },
    get rows() {
      return rows;
    },
    get pairs() {
      return pairs;
    },
    customerKeys,
    customerHash,
    needHash,
    needKeys,
    pairOf(customerKey, needKey) {
      const need = needs.get(needKey);
      return need === undefined ? undefined : customers.get(customerKey)?.get(need);
    },
    customerOfPair: (pair) => pairCustomer[pair] as number,
    needOfPair: (pair) => pairNeed[pair] as number,
    rowsOf(customer) {
      const own: LoggedRow[] = [];
      for (let i = lastRow[customer] as number; i >= 0; i = rowBefore[i] as number) {
        own.push({
          pair: rowPair[i] as number,
          day: rowDay[i] as number,
          quantity: rowQuantity[i] as number,
        });
      }
      return own.reverse().sort((a, b) => a.day - b.day);
    },
    sorted: (today, need) => sort(Number.NEGATIVE_INFINITY, today, need),
    sortedFrom: (today) => sort(today, Number.POSITIVE_INFINITY),
  };

  function sort(fromDay: number, toDay: number, need?: number): SortedRows {
    {
      const customerRank = ranks(customerHash, customerKeys);
      const needRank = ranks(needHash, needKeys);
      let first = Number.POSITIVE_INFINITY;
      let last = Number.NEGATIVE_INFINITY;
      let order: number[] | Int32Array = [];
      for (let i = 0; i < rows; i++) {
        const day = rowDay[i] as number;
        if (day < fromDay || day >= toDay) continue;
        if (need !== undefined && pairNeed[rowPair[i] as number] !== need) continue;
        order.push(i);
        first = Math.min(first, day);
        last = Math.max(last, day);
      }
      order = countingSort(
        order,
        needKeys.length,
        (i) => needRank[pairNeed[rowPair[i] as number] as number] as number,
      );
      order = countingSort(order, Math.max(last - first + 1, 1), (i) => (rowDay[i] as number) - first);
      order = countingSort(
        order,
        customerHash.length,
        (i) => customerRank[pairCustomer[rowPair[i] as number] as number] as number,
      );
      const out: SortedRows = {
        count: order.length,
        pair: new Int32Array(order.length),
        customer: new Int32Array(order.length),
        need: new Int32Array(order.length),
        day: new Int32Array(order.length),
        quantity: new Float64Array(order.length),
        lastedDays: new Int32Array(order.length),
        pairOrder: new Int32Array(0),
        needOrder: Int32Array.from(needHash, (_, i) => i),
      };
      for (let k = 0; k < order.length; k++) {
        const i = order[k] as number;
        const pair = rowPair[i] as number;
        out.pair[k] = pair;
        out.customer[k] = pairCustomer[pair] as number;
        out.need[k] = pairNeed[pair] as number;
        out.day[k] = rowDay[i] as number;
        out.quantity[k] = rowQuantity[i] as number;
        out.lastedDays[k] = rowLasted[i] as number;
      }
      const seen = new Uint8Array(pairs);
      const pairOrder: number[] = [];
      for (const pair of out.pair) {
        if (seen[pair]) continue;
        seen[pair] = 1;
        pairOrder.push(pair);
      }
      const needOrder = out.needOrder.sort((a, b) => (needRank[a] as number) - (needRank[b] as number));
      return { ...out, pairOrder: Int32Array.from(pairOrder), needOrder };
    }
  }
}

/** FNV-1a, 32 bits, with a final mix: stable across processes and order of arrival. */
export function hashKey(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return mixHash(hash);
}

/** Spreads the bits of a 32-bit number (the finaliser of MurmurHash3). */
export function mixHash(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** In order of hash; where two keys share one, in order of key. */
function ranks(hashes: readonly number[], keys: readonly string[]): Int32Array {
  const order = Array.from(hashes, (_, i) => i).sort(
    (a, b) =>
      (hashes[a] as number) - (hashes[b] as number) || ((keys[a] as string) < (keys[b] as string) ? -1 : 1),
  );
  const rank = new Int32Array(hashes.length);
  order.forEach((index, position) => {
    rank[index] = position;
  });
  return rank;
}

function countingSort(order: ArrayLike<number>, buckets: number, key: (row: number) => number): Int32Array {
  const start = new Int32Array(buckets + 1);
  for (let k = 0; k < order.length; k++) {
    const b = key(order[k] as number) + 1;
    start[b] = (start[b] as number) + 1;
  }
  for (let b = 1; b <= buckets; b++) start[b] = (start[b] as number) + (start[b - 1] as number);
  const out = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) {
    const row = order[k] as number;
    const b = key(row);
    const place = start[b] as number;
    start[b] = place + 1;
    out[place] = row;
  }
  return out;
}

function grow<T extends { set(source: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

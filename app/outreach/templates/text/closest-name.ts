/** Of a name, so many letters may be wrong: one in four, three at most. */
const WRONG_SHARE = 4;
const MOST_WRONG = 3;

/**
 * The known name that somebody most likely meant; null where none is near.
 *
 * @example closestName('customer.frist_name', ['customer.first_name', 'item.title']) // 'customer.first_name'
 */
export function closestName(written: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Math.min(MOST_WRONG, Math.floor(written.length / WRONG_SHARE)) + 1;
  for (const name of known) {
    if (Math.abs(name.length - written.length) >= fewest) continue;
    const wrong = editDistance(written, name);
    if (wrong < fewest) [best, fewest] = [name, wrong];
  }
  return best;
}

/**
 * How many letters must be added, left out, changed or swapped with their neighbour: the optimal string alignment
 * distance, with three rows of the table.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance
 */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const steps = [at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1)];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) steps.push(at(beforeLast, j - 2) + 1);
      row.push(Math.min(...steps));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** A 32-bit hash of a text (FNV-1a with a final mix): the store's only source of chance, so that every start is alike. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  return hash >>> 0;
}

/** A number in [0, 1) that depends on the text alone. */
export function chanceOf(text: string): number {
  return hashOf(text) / 0x1_0000_0000;
}

/** The same item of the list for the same text. The list must not be empty. */
export function pickOf<T>(items: readonly T[], text: string): T {
  const item = items[hashOf(text) % items.length];
  if (item === undefined) throw new Error('pickOf needs a list with at least one item');
  return item;
}

/** Picks a key by its weight. */
export function weightedPickOf<K extends string>(weights: Readonly<Record<K, number>>, text: string): K {
  const entries = Object.entries(weights) as [K, number][];
  let left = chanceOf(text) * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  const last = entries.at(-1);
  if (last === undefined) throw new Error('weightedPickOf needs at least one weight');
  return last[0];
}

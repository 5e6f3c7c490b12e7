import { lookupHash } from '~/base/lib/sealed.server';

/**
 * Search over names that are sealed: keyed hashes of each normalised word and of its beginnings, 8 bytes each. A search
 * hashes what was typed the same way; nothing can be read back.
 */
const SHORTEST = 2;
const LONGEST = 12;

/** All tokens by which a name (or an e-mail's local part) is found. */
export function nameTokens(shopId: bigint, ...names: (string | null | undefined)[]): bigint[] {
  const tokens = new Set<bigint>();
  for (const word of wordsOf(names)) {
    for (let length = SHORTEST; length <= Math.min(LONGEST, word.length); length++)
      tokens.add(token(shopId, word.slice(0, length)));
  }
  return [...tokens].sort((one, other) => (one < other ? -1 : 1));
}

/** The tokens that a customer must all have to match what was typed; empty when nothing in it can be searched. */
export function searchTokens(shopId: bigint, typed: string): bigint[] {
  return wordsOf([typed]).map((word) => token(shopId, word.slice(0, LONGEST)));
}

function wordsOf(names: readonly (string | null | undefined)[]): string[] {
  const plain = names
    .map((name) => (name ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase())
    .join(' ');
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u))].filter((word) => word.length >= SHORTEST).slice(0, 12);
}

function token(shopId: bigint, start: string): bigint {
  return lookupHash(shopId, 'name', start).readBigInt64BE(0);
}

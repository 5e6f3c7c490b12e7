/** An id of ours from an address; null for anything else, which is then "not found". */
export function parseId(text: string | undefined): bigint | null {
  return text !== undefined && /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}

import { GraphQLError } from 'graphql';

type Field<T> = (item: T) => number | string | boolean | null | readonly string[];
export type SearchFields<T> = Record<string, Field<T>>;
type Term = { key: string | null; operator: string; value: string; isNegated: boolean };

/**
 * Shopify's search syntax, as far as apps use it for lists: `updated_at:>='2026-01-01' AND tag:vip -status:open`,
 * OR between groups, `*` at the end of a word. A field that the store cannot search by is an error here: at Shopify it
 * is ignored with a warning, and the list is silently too long.
 */
export function matcher<T>(query: unknown, fields: SearchFields<T>): (item: T) => boolean {
  if (typeof query !== 'string' || query.trim() === '') return () => true;
  const groups = query.split(/\s+OR\s+/).map((group) => parseTerms(group));
  for (const { key } of groups.flat())
    if (key !== null && !(key in fields)) throw new GraphQLError(`The local store cannot search by "${key}"`);
  return (item) => groups.some((terms) => terms.every((term) => holds(term, item, fields)));
}

function parseTerms(text: string): Term[] {
  const terms: Term[] = [];
  const pattern = /(-|NOT\s+)?(?:([a-z_]+(?:\.[a-z_]+)*):)?(<=|>=|<|>)?(?:'([^']*)'|"([^"]*)"|([^\s()]+))/gi;
  for (const [, not, key, operator, single, double, bare] of text.matchAll(pattern)) {
    const value = single ?? double ?? bare ?? '';
    if (key === undefined && value === 'AND') continue;
    terms.push({ key: key ?? null, operator: operator ?? '', value, isNegated: not !== undefined });
  }
  return terms;
}

function holds<T>(term: Term, item: T, fields: SearchFields<T>): boolean {
  const read = term.key === null ? undefined : fields[term.key];
  const found = read
    ? compareValue(read(item), term)
    : Object.values(fields).some((field) => {
        const value = field(item);
        return typeof value === 'string' && value.toLowerCase().includes(term.value.toLowerCase());
      });
  return found !== term.isNegated;
}

function compareValue(actual: ReturnType<Field<unknown>>, { operator, value }: Term): boolean {
  if (actual === null) return false;
  if (typeof actual === 'object') return actual.some((one) => sameText(one, value));
  if (typeof actual === 'boolean') return String(actual) === value;
  if (typeof actual === 'string') return sameText(actual, value);
  const wanted = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  if (Number.isNaN(wanted)) throw new GraphQLError(`Invalid timestamp for query filter: ${value}`);
  if (operator === '>=') return actual >= wanted;
  if (operator === '<=') return actual <= wanted;
  if (operator === '>') return actual > wanted;
  if (operator === '<') return actual < wanted;
  return actual === wanted;
}

function sameText(actual: string, wanted: string): boolean {
  const a = actual.toLowerCase();
  const b = wanted.toLowerCase();
  return b.endsWith('*') ? a.startsWith(b.slice(0, -1)) : a === b;
}

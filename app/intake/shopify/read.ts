import { withoutControls } from '~/base/lib/control-characters';

/**
 * Careful readers for what comes from outside: wrong types become null, huge text is cut, numbers are kept within what
 * the database holds. Nothing here throws, so one odd field never loses the rest of a payload.
 */
export type Json = Record<string, unknown>;

export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The items of a list that are records, at most `most` of them, which is more than fit into a webhook. Also reads GraphQL's `{ nodes }` and `{ edges }`. */
export function records(value: unknown, most = 50_000): Json[] {
  if (!Array.isArray(value)) {
    const { nodes, edges } = record(value);
    if (Array.isArray(nodes)) return records(nodes, most);
    return Array.isArray(edges) ? records(edges, most).map((edge) => record(edge.node)) : [];
  }
  return value
    .slice(0, most)
    .filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
}

/** Text without what PostgreSQL or a mail cannot hold (NUL, control characters, halves of surrogate pairs). */
export function text(value: unknown, mostCharacters = 255): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const clean = withoutControls(String(value).slice(0, mostCharacters * 2))
    .slice(0, mostCharacters)
    .replace(/\p{Surrogate}/gu, '');
  return clean === '' ? null : clean;
}

/** One line of text. */
export function line(value: unknown, mostCharacters = 255): string | null {
  return text(value, mostCharacters)?.replace(/\s+/g, ' ').trim() || null;
}

/** A word of Shopify's in capitals: 'partially_refunded' → 'PARTIALLY_REFUNDED'. */
export function word(value: unknown): string | null {
  const given = line(value, 64);
  return given && /^[\w-]+$/.test(given) ? given.toUpperCase() : null;
}

export function count(value: unknown, most = 1_000_000): number | null {
  const given =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^\d{1,9}$/.test(value)
        ? Number(value)
        : Number.NaN;
  return Number.isFinite(given) ? Math.max(0, Math.min(most, Math.trunc(given))) : null;
}

export function flag(value: unknown): boolean {
  return value === true || value === 'true' || value === 1;
}

/** Milliseconds of an instant given as ISO text, between 1970 and 2200. */
export function instantMs(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 64) return null;
  const ms = Date.parse(value);
  return Number.isFinite(ms) && ms >= 0 && ms < LATEST_MS ? ms : null;
}

const LATEST_MS = Date.UTC(2200, 0, 1);

/** Tags as Shopify writes them: one text with commas in a webhook, a list in GraphQL. */
export function tagList(value: unknown): string[] {
  const parts = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.slice(0, 20_000).split(',')
      : [];
  const tags = parts.slice(0, 250).flatMap((part) => line(part, 255) ?? []);
  return [...new Set(tags)].sort();
}

export function countryCode(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : null;
}

export function provinceCode(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z0-9-]{1,10}$/.test(value) ? value.toUpperCase() : null;
}

export function currencyCode(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z]{3}$/.test(value) ? value.toUpperCase() : null;
}

/** A language tag such as 'de' or 'pt-BR'. */
export function localeTag(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/.test(value) ? value : null;
}

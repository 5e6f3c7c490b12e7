import { createHash } from 'node:crypto';

/**
 * A total order on all that we are ever told of one thing, so that the newest word wins whatever comes first: by
 * Shopify's updated_at; within one second of it by source (what says more outranks what says less), by the moment at
 * which a webhook was triggered, and in the end by the content's hash.
 */
export interface Version {
  readonly atMs: number;
  /** Source rank (1 byte), the webhook's moment in milliseconds (6), hash of the content (9): 16 bytes as hex. */
  readonly mark: string;
}

/** embedded: inside another object's webhook; webhook: its own; graphql: read from the Admin API. */
const ranks = { embedded: 0, webhook: 1, graphql: 2 } as const;
export type Source = keyof typeof ranks;

export function versionOf(
  atMs: number | null,
  source: Source,
  content: unknown,
  toldAtMs: number | null = null,
): Version {
  const hash = createHash('sha256').update(JSON.stringify(content, digits)).digest('hex').slice(0, 18);
  const told = Math.max(0, toldAtMs ?? 0)
    .toString(16)
    .padStart(12, '0');
  return { atMs: atMs ?? 0, mark: `0${ranks[source]}${told}${hash}` };
}

const digits = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** Does `given` replace `known`? Equal versions change nothing. */
export function isNewer(given: Version, known: Version | null | undefined): boolean {
  if (!known) return true;
  return given.atMs !== known.atMs ? given.atMs > known.atMs : given.mark > known.mark;
}

/** Versions of groups of fields, as a row keeps them in JSON. */
export type Versions = Readonly<Record<string, readonly [atMs: number, mark: string]>>;

export function groupVersion(versions: Versions, group: string): Version | null {
  const found = versions[group];
  return found ? { atMs: found[0], mark: found[1] } : null;
}

export function withGroup(versions: Versions, group: string, { atMs, mark }: Version): Versions {
  return { ...versions, [group]: [atMs, mark] };
}

import { createPublicKey } from 'node:crypto';
import type { DkimStatus, DmarcStatus, SpfStatus } from '~/base/vocabulary/sender-domain';

/** A line for the merchant's name server, ready to be copied. */
export interface DnsRecord {
  readonly type: 'TXT';
  readonly name: string;
  readonly value: string;
}

export interface SpfCheck {
  readonly status: SpfStatus;
  /** The record that was found; null where there is none, or more than one. */
  readonly record: string | null;
  /** What to enter instead; null where nothing has to change, or where only the provider can say. */
  readonly advice: DnsRecord | null;
}

export interface DkimCheck {
  readonly status: DkimStatus;
  /** The selector whose key speaks, or the first that was asked for. */
  readonly selector: string | null;
}

export interface DmarcCheck {
  readonly status: DmarcStatus;
  readonly record: string | null;
  readonly advice: DnsRecord | null;
}

/**
 * Reads the TXT records of a domain as SPF (RFC 7208): exactly one record, no "+all", and the mail server's include in it.
 * `included` are all domains that it reaches, `lookups` how many questions a receiver must ask for them.
 */
export function readSpf(
  domain: string,
  texts: readonly string[],
  reach: {
    readonly include: string | null;
    readonly included: ReadonlySet<string>;
    readonly lookups: number;
  },
): SpfCheck {
  const records = spfRecords(texts);
  const [record = null] = records;
  const include = reach.include ? `include:${reach.include} ` : '';
  const advise = (value: string): DnsRecord => ({ type: 'TXT', name: domain, value });
  if (record === null) {
    return { status: 'missing', record, advice: include ? advise(`v=spf1 ${include}~all`) : null };
  }
  if (records.length > 1) return { status: 'several', record: null, advice: advise(joined(records)) };
  if (/(?:^|\s)\+?all\b/i.test(record)) {
    return { status: 'open', record, advice: advise(record.replace(/(^|\s)\+?all\b/i, '$1~all')) };
  }
  if (reach.lookups > MOST_LOOKUPS) return { status: 'too-many-lookups', record, advice: null };
  if (reach.include && !reach.included.has(reach.include)) {
    const value = record.replace(/^v=spf1\s*/i, `v=spf1 ${include}`).trim();
    return { status: 'without-server', record, advice: advise(value) };
  }
  return { status: 'ok', record, advice: null };
}

/** A receiver gives up after so many questions, and the whole record counts as broken. */
const MOST_LOOKUPS = 10;

export function spfRecords(texts: readonly string[]): string[] {
  return texts.filter((text) => /^v=spf1(?:\s|$)/i.test(text));
}

/** Several records made one: all their terms once, and the last word kept. */
function joined(records: readonly string[]): string {
  const terms = records.flatMap((record) => record.split(/\s+/).slice(1));
  const all = terms.findLast((term) => /^[~?-]all$/i.test(term)) ?? '~all';
  return ['v=spf1', ...new Set(terms.filter((term) => !/^[+~?-]?all$/i.test(term))), all].join(' ');
}

export interface SpfTerms {
  /** Domains whose records it takes in: `include:` and `redirect=`. */
  readonly domains: readonly string[];
  /** Terms that cost the receiver a question. */
  readonly lookups: number;
}

/** @example spfTerms('v=spf1 a include:_spf.example.com ~all') // { domains: ['_spf.example.com'], lookups: 2 } */
export function spfTerms(record: string): SpfTerms {
  const terms = record.split(/\s+/).slice(1);
  const asks = terms.filter((term) => /^[+~?-]?(?:include:|a\b|mx\b|ptr\b|exists:)|^redirect=/i.test(term));
  const domains = terms.flatMap((term) => {
    const found = /^(?:[+~?-]?include:|redirect=)([a-z0-9._-]+)$/i.exec(term)?.[1];
    return found ? [found.toLowerCase()] : [];
  });
  return { domains, lookups: asks.length };
}

const WEAKEST_RSA_BITS = 1024;

/** Reads the TXT records at one selector as a DKIM key (RFC 6376). */
export function readDkim(texts: readonly string[]): DkimStatus {
  const [record] = texts.filter((text) => /(?:^|;)\s*p\s*=/i.test(text));
  if (record === undefined) return 'missing';
  const tags = tagsOf(record);
  const key = tags.get('p')?.replace(/\s+/g, '') ?? '';
  if (key === '') return 'revoked';
  if ((tags.get('k') ?? 'rsa').toLowerCase() === 'rsa') {
    const bits = rsaBits(key);
    if (bits === null) return 'broken';
    if (bits < WEAKEST_RSA_BITS) return 'weak';
  }
  return tags.get('t')?.split(':').includes('y') ? 'testing' : 'ok';
}

function rsaBits(base64: string): number | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.modulusLength ?? null;
  } catch {
    return null;
  }
}

/** Reads the TXT records at `_dmarc` as a policy (RFC 7489). "none" only watches, which is enough to start with. */
export function readDmarc(domain: string, texts: readonly string[]): DmarcCheck {
  const records = texts.filter((text) => /^v=DMARC1\b/i.test(text));
  const [record = null] = records;
  const advice: DnsRecord = { type: 'TXT', name: `_dmarc.${domain}`, value: 'v=DMARC1; p=none' };
  if (record === null) return { status: 'missing', record, advice };
  if (records.length > 1) return { status: 'several', record: null, advice: null };
  const policy = tagsOf(record).get('p')?.toLowerCase();
  if (policy === 'quarantine' || policy === 'reject') return { status: 'ok', record, advice: null };
  return policy === 'none'
    ? { status: 'watching', record, advice: null }
    : { status: 'broken', record, advice };
}

function tagsOf(record: string): Map<string, string> {
  return new Map(
    record.split(';').flatMap((part): [string, string][] => {
      const at = part.indexOf('=');
      return at < 0 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]];
    }),
  );
}

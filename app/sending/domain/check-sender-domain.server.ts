import { Resolver } from 'node:dns/promises';
import {
  type DkimCheck,
  type DmarcCheck,
  readDkim,
  readDmarc,
  readSpf,
  type SpfCheck,
  spfRecords,
  spfTerms,
} from '~/sending/domain/domain-records';
import type { MailSource } from '~/sending/domain/mail-source';

/** The part of node's resolver that is needed; tests bring their own. */
export interface TxtResolver {
  /** The strings of each TXT record. Rejects with a `code` as node:dns does. */
  resolveTxt(name: string): Promise<string[][]>;
}

export type DomainCheck =
  | { readonly status: 'not-a-domain' }
  /** The domain of a free mailbox: nobody but its provider can vouch for mail from it. */
  | { readonly status: 'not-yours'; readonly domain: string }
  | {
      readonly status: 'checked';
      readonly domain: string;
      readonly spf: SpfCheck;
      readonly dkim: DkimCheck;
      readonly dmarc: DmarcCheck;
      /** Receivers will believe that mail from this domain is ours: all three are well. */
      readonly isVerified: boolean;
    };

const freeMailboxes = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.de yahoo.co.uk icloud.com me.com ' +
    'aol.com gmx.de gmx.net gmx.at web.de t-online.de freenet.de mail.com proton.me protonmail.com'
  ).split(' '),
);

/** Three tries of two seconds: a page waits for this. */
const systemResolver = (): TxtResolver => new Resolver({ timeout: 2_000, tries: 3 });

/**
 * Asks the DNS whether mail that leaves through `source` may call itself from `domain`: SPF, DKIM and DMARC, each with
 * what was found and what to do. Never throws for an answer of the DNS; a name server that does not answer makes its
 * record `unanswered`.
 */
export async function checkSenderDomain(
  domain: string,
  source: MailSource,
  resolver: TxtResolver = systemResolver(),
): Promise<DomainCheck> {
  const name = domain.trim().toLowerCase().replace(/\.$/, '');
  if (!isDomain(name)) return { status: 'not-a-domain' };
  if (freeMailboxes.has(name)) return { status: 'not-yours', domain: name };
  const [spf, dkim, dmarc] = await Promise.all([
    checkSpf(name, source, resolver),
    checkDkim(name, source, resolver),
    checkDmarc(name, resolver),
  ]);
  const isVerified =
    spf.status === 'ok' &&
    (dkim.status === 'ok' || dkim.status === 'testing') &&
    (dmarc.status === 'ok' || dmarc.status === 'watching');
  return { status: 'checked', domain: name, spf, dkim, dmarc, isVerified };
}

function isDomain(name: string): boolean {
  return (
    name.length <= 253 && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(name)
  );
}

/** The TXT records of a name, none where it has none; null where nobody answered. */
async function textsAt(name: string, resolver: TxtResolver): Promise<readonly string[] | null> {
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : null;
  }
}

async function checkSpf(
  domain: string,
  { spfInclude }: MailSource,
  resolver: TxtResolver,
): Promise<SpfCheck> {
  const texts = await textsAt(domain, resolver);
  if (!texts) return { status: 'unanswered', record: null, advice: null };
  const [record] = spfRecords(texts);
  const reach =
    record === undefined ? { included: new Set<string>(), lookups: 0 } : await reachOf(record, resolver);
  return readSpf(domain, texts, { include: spfInclude, ...reach });
}

const MOST_ASKED = 30;

/** All that a record takes in, breadth first; a circle or a giant ends at thirty questions, far past what is allowed. */
async function reachOf(
  record: string,
  resolver: TxtResolver,
): Promise<{ included: Set<string>; lookups: number }> {
  const included = new Set<string>();
  let waiting = [record];
  let lookups = 0;
  while (waiting.length > 0 && included.size < MOST_ASKED) {
    const terms = waiting.map(spfTerms);
    lookups += terms.reduce((sum, one) => sum + one.lookups, 0);
    const names = [...new Set(terms.flatMap(({ domains }) => domains))]
      .filter((name) => !included.has(name))
      .slice(0, MOST_ASKED - included.size);
    for (const name of names) included.add(name);
    const answers = await Promise.all(names.map((name) => textsAt(name, resolver)));
    waiting = answers.flatMap((texts) => spfRecords(texts ?? []).slice(0, 1));
  }
  return { included, lookups };
}

const MOST_SELECTORS = 20;

/** The best answer of all selectors: one key that works is enough, since the server signs with one. */
async function checkDkim(
  domain: string,
  { selectors }: MailSource,
  resolver: TxtResolver,
): Promise<DkimCheck> {
  const asked = selectors
    .filter((selector) => /^[a-z0-9._-]{1,63}$/i.test(selector))
    .slice(0, MOST_SELECTORS);
  const found = await Promise.all(
    asked.map(async (selector): Promise<DkimCheck> => {
      const texts = await textsAt(`${selector}._domainkey.${domain}`, resolver);
      return { selector, status: texts ? readDkim(texts) : 'unanswered' };
    }),
  );
  const byWorth = ['ok', 'testing', 'weak', 'broken', 'revoked', 'unanswered', 'missing'] as const;
  const [best] = [...found].sort((a, b) => byWorth.indexOf(a.status) - byWorth.indexOf(b.status));
  return best ?? { status: 'missing', selector: null };
}

const MOST_LABELS_ABOVE = 7;

/**
 * The policy of the domain itself, else of the nearest domain above it: receivers look there too. Of a name with many
 * labels the walk leaves out the middle and asks eight times at most, as DMARCbis says.
 */
async function checkDmarc(domain: string, resolver: TxtResolver): Promise<DmarcCheck> {
  const labels = domain.split('.');
  let nearest: DmarcCheck | null = null;
  const above = Math.max(1, labels.length - MOST_LABELS_ABOVE);
  for (let from = 0; labels.length - from >= 2; from = from === 0 ? above : from + 1) {
    const texts = await textsAt(`_dmarc.${labels.slice(from).join('.')}`, resolver);
    if (!texts) return { status: 'unanswered', record: null, advice: null };
    const found = readDmarc(domain, texts);
    if (found.status !== 'missing') return found;
    nearest ??= found;
  }
  return nearest ?? readDmarc(domain, []);
}

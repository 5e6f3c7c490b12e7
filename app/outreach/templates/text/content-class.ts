import { createHash } from 'node:crypto';
import type { ShopSettings } from '~/base/settings/shop-settings';
import type { MessageClass } from '~/base/vocabulary/kinds';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
import { claims, links, mentions, type Sign } from '~/outreach/templates/text/content-signs';
import { firmPlaces, type Place } from '~/outreach/templates/text/firm-words';
import {
  asWritten,
  PUT_IN,
  withoutLiquid,
  wordsOfBody,
  wordsOfText,
} from '~/outreach/templates/text/readable-words';

/** Why words make a mail marketing: what was found, as a reader sees it. */
export interface ContentFinding {
  readonly found: Sign['found'];
  readonly text: string;
}

interface JudgedWords {
  readonly class: MessageClass;
  readonly findings: readonly ContentFinding[];
}

const judged = new Map<string, JudgedWords>();
const MOST_JUDGED = 1_000;

/**
 * The class that the words of a template ask for. An order button, a price, a code or an offer makes any mail marketing;
 * nothing lowers a class. Only what the merchant wrote is looked at: a product's own name ("50 % cotton") offers nothing.
 * Long words take some hundred milliseconds, and the signs stay as they are while a process lives: once is enough.
 */
export function contentClass({ subject, preheader, body, text }: TemplateWords): JudgedWords {
  const words = { subject, preheader, body, text };
  const key = createHash('sha256').update(JSON.stringify(words)).digest('base64');
  const known = judged.get(key);
  if (known) return known;
  const asked = judge(words);
  if (judged.size >= MOST_JUDGED) judged.clear();
  judged.set(key, asked);
  return asked;
}

function judge({ subject, preheader, body, text }: TemplateWords): JudgedWords {
  const source = asWritten([subject, preheader, body, text].join('\n'));
  const plain = [subject, preheader, text].map(wordsOfText).concat(wordsOfBody(body)).join('\n');
  const findings = look([
    // An address may be put together of what Liquid quotes.
    [links, `${source}\n${withoutLiquid(source)}`],
    [[...claims, ...mentions], plain],
  ]);
  return { class: classFor(findings), findings };
}

/** What the merchant puts into every mail. */
export const senderParts = ['name', 'signature', 'postalAddress'] as const;

export interface Sender {
  /** The store's own name. */
  readonly name: string;
  readonly sender: Pick<ShopSettings['sender'], (typeof senderParts)[number]>;
}

export interface SenderFinding extends ContentFinding {
  readonly part: (typeof senderParts)[number];
}

/** The class that the words ask for which the merchant puts into every mail. */
export function senderClass(sender: Sender): MessageClass {
  return classFor(senderFindings(sender));
}

const found = new WeakMap<Sender['sender'], { readonly name: string; readonly findings: SenderFinding[] }>();

/**
 * What makes every mail marketing: an offer in the sender's name, signature or address, or a way to where goods are sold. A
 * noun alone is a name or a street there ("Am Rabatt 3"), and what belongs to the store's own name offers nothing, whatever
 * it is ("Half Price Books"), nor does what a firm has to say of itself ("SARL au capital de 8 000 €").
 *
 * @example senderFindings({ name: 'Ada’s', sender: { name: '', signature: '20 % off', postalAddress: '' } })
 *   // [{ part: 'signature', found: 'offer', text: '20 % off' }]
 */
export function senderFindings({ name, sender }: Sender): SenderFinding[] {
  // Each plan asks, and a shop keeps its settings for weeks.
  const known = found.get(sender);
  if (known?.name === name) return known.findings;
  const ownNames = ownNamesOf(name, sender.name);
  const findings = senderParts.flatMap((part) =>
    asWritten(sender[part])
      .split('\n')
      .flatMap((line) =>
        look([[[...links, ...claims], line]], (text) => firmPlaces(text).concat(placesOf(ownNames, text))),
      )
      .map((finding) => ({ part, ...finding })),
  );
  found.set(sender, { name, findings });
  return findings;
}

/** The store's name, and the sender's where it is a part of that: "Half Price Books" of "Half Price Books Ltd". */
function ownNamesOf(store: string, sender: string): string[] {
  const [whole, short] = [store, sender].map((name) => asWritten(name).trim().toLowerCase());
  if (!whole) return [];
  return short && whole.includes(short) ? [whole, short] : [whole];
}

/** The first of each sort, since signs of one sort say the same; what stands in a place that sells nothing is none. */
function look(
  asked: readonly (readonly [readonly Sign[], string])[],
  placesIn: (text: string) => readonly Place[] = () => [],
): ContentFinding[] {
  const first = new Map<Sign['found'], ContentFinding>();
  for (const [signs, text] of asked) {
    const places = placesIn(text);
    for (const { found, pattern } of signs) {
      if (first.has(found)) continue;
      for (const { 0: hit, index } of text.matchAll(pattern)) {
        if (places.some(({ from, to }) => from <= index && index + hit.length <= to)) continue;
        first.set(found, { found, text: hit.replaceAll(PUT_IN, '').trim() });
        break;
      }
    }
  }
  return [...first.values()];
}

/** Where names in small letters stand in a text, whatever their case there. */
function placesOf(names: readonly string[], text: string): Place[] {
  const lower = text.toLowerCase();
  const places: Place[] = [];
  for (const name of names) {
    for (let from = lower.indexOf(name); from !== -1; from = lower.indexOf(name, from + 1)) {
      places.push({ from, to: from + name.length });
    }
  }
  return places;
}

function classFor(findings: readonly ContentFinding[]): MessageClass {
  return findings.length > 0 ? 'marketing' : 'transactional';
}

import type { ShopSettings } from '~/base/settings/shop-settings';
import type { MessageClass } from '~/base/vocabulary/kinds';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
import { claims, links, mentions, type Sign } from '~/outreach/templates/text/content-signs';
import { asWritten, PUT_IN, wordsOfBody, wordsOfText } from '~/outreach/templates/text/readable-words';

/** Why words make a mail marketing: what was found, as a reader sees it. */
export interface ContentFinding {
  readonly found: Sign['found'];
  readonly text: string;
}

/**
 * The class that the words of a template ask for. An order button, a price, a code or an offer makes any mail marketing;
 * nothing lowers a class. Only what the merchant wrote is looked at: a product's own name ("50 % cotton") offers nothing.
 */
export function contentClass(words: TemplateWords): { class: MessageClass; findings: ContentFinding[] } {
  const { subject, preheader, body, text } = words;
  const source = asWritten([subject, preheader, body, text].join('\n'));
  const plain = [subject, preheader, text].map(wordsOfText).concat(wordsOfBody(body)).join('\n');
  const findings = look([
    [links, source],
    [[...claims, ...mentions], plain],
  ]);
  return { class: classFor(findings), findings };
}

/**
 * The class that the words ask for which the merchant puts into every mail: name, signature and address. The name that
 * the store itself has offers nothing, whatever it is ("Discount Coffee").
 *
 * @example senderClass({ name: 'Ada’s', sender: { name: '', signature: '20 % off: SAVE20', postalAddress: '' } }) // 'marketing'
 */
export function senderClass({
  name,
  sender,
}: {
  readonly name: string;
  readonly sender: Pick<ShopSettings['sender'], 'name' | 'signature' | 'postalAddress'>;
}): MessageClass {
  const words = [sender.name, sender.signature, sender.postalAddress].join('\n');
  const own = asWritten(name === '' ? words : words.replaceAll(name, ' '));
  return classFor(look([[[...links, ...claims, ...mentions], own]]));
}

/** The first of each sort; signs of one sort say the same. */
function look(asked: readonly (readonly [readonly Sign[], string])[]): ContentFinding[] {
  const first = new Map<Sign['found'], ContentFinding>();
  for (const [signs, text] of asked) {
    for (const { found, pattern } of signs) {
      const hit = first.has(found) ? null : text.match(pattern)?.[0];
      if (hit) first.set(found, { found, text: hit.replaceAll(PUT_IN, '').trim() });
    }
  }
  return [...first.values()];
}

function classFor(findings: readonly ContentFinding[]): MessageClass {
  return findings.length > 0 ? 'marketing' : 'transactional';
}

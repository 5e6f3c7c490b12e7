import type { ShopSettings } from '~/base/settings/shop-settings';
import type { MessageClass } from '~/base/vocabulary/kinds';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
import { nextMark } from '~/outreach/templates/text/next-mark';

/** Why words make a mail marketing: what was found, as it stands there. */
export interface ContentFinding {
  readonly found: 'order-button' | 'price' | 'code' | 'offer';
  readonly text: string;
}

interface Sign {
  readonly found: ContentFinding['found'];
  readonly pattern: RegExp;
}

/** Looked for everywhere: what Liquid would put in counts as much as what stands there. */
const inSource: readonly Sign[] = [
  {
    found: 'order-button',
    pattern: /\breorder_url\b|\/(?:cart|checkout|discount)\/|[?&](?:discount|coupon)=/i,
  },
  { found: 'price', pattern: /\border_total\b/i },
];

/** Looked for in the words alone, without Liquid's own signs. */
const inWords: readonly Sign[] = [
  {
    found: 'price',
    // A run of digits is read for 20 signs and no further: from each of its digits it would be read to its end.
    pattern:
      /(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF|CAD|AUD)\b)\s?\d|\d[\d.,]{0,20}\s?(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF|CAD|AUD)\b)/i,
  },
  {
    found: 'code',
    pattern:
      /\b(?:promo ?code|coupon|voucher|discount code|gutschein\w*|rabatt\w*|aktionscode)\b|\b(?:use|enter|mit|mit dem) (?:the )?code\b/i,
  },
  {
    found: 'offer',
    pattern:
      /\d\s?(?:%|percent\b|prozent\b)|\b(?:on sale|special offer|discount(?:ed)?|free shipping|limited offer|buy (?:now|one)|sonderangebot|angebote?|reduziert|gratis|versandkostenfrei|jetzt kaufen|nur heute)\b/i,
  },
];

/** HTML attributes that hold numbers and per cent signs of their own, and say nothing to a reader. */
const layout = /\b(?:style|width|height|padding|cellpadding|font-size|border-radius|line-height)="[^"]*"/gi;

/**
 * The class that the words of a template ask for. An order button, a price, a code or an offer makes any mail marketing;
 * nothing lowers a class. Only what the merchant wrote is looked at: a product's own name ("50 % cotton") offers nothing.
 */
export function contentClass(words: TemplateWords): { class: MessageClass; findings: ContentFinding[] } {
  const source = [words.subject, words.preheader, words.body, words.text].join('\n');
  const plain = withoutLiquid(source).replace(layout, ' ');
  const findings = [...look(inSource, source), ...look(inWords, plain)];
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
  const own = name === '' ? words : words.replaceAll(name, ' ');
  return classFor(look([...inSource, ...inWords], own));
}

function look(signs: readonly Sign[], text: string): ContentFinding[] {
  return signs.flatMap(({ found, pattern }): ContentFinding[] => {
    const hit = pattern.exec(text)?.[0];
    return hit === undefined ? [] : [{ found, text: hit.trim() }];
  });
}

function classFor(findings: readonly ContentFinding[]): MessageClass {
  return findings.length > 0 ? 'marketing' : 'transactional';
}

/** What stands outside of Liquid's own signs; one that nothing closes is read as words. */
function withoutLiquid(source: string): string {
  const nextTag = nextMark(source, '{%');
  const nextOutput = nextMark(source, '{{');
  const tagEnd = nextMark(source, '%}');
  const outputEnd = nextMark(source, '}}');
  const kept: string[] = [];
  let keptTo = 0;
  let from = 0;
  for (;;) {
    const tag = nextTag(from);
    const output = nextOutput(from);
    if (tag === -1 && output === -1) break;
    const isTag = output === -1 || (tag !== -1 && tag < output);
    const start = isTag ? tag : output;
    const end = (isTag ? tagEnd : outputEnd)(start + 2);
    if (end === -1) {
      from = start + 1;
      continue;
    }
    kept.push(source.slice(keptTo, start), ' ');
    keptTo = end + 2;
    from = keptTo;
  }
  return kept.join('') + source.slice(keptTo);
}

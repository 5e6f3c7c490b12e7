import { nextMark } from '~/outreach/templates/text/next-mark';

/** Stands where Liquid puts something in: no word, no blank and no number. */
export const PUT_IN = '\uFFFC';
/** Stands before the label of a button. */
export const BUTTON = '\u25B8';

/**
 * What a reader has before them of a body of MJML: no tags, yet what a picture says and which words are a button's; one
 * blank for many, and a new line where a new block begins.
 *
 * @example wordsOfBody('<mj-button href="x">Buy&nbsp;<b>n</b>ow</mj-button>') // '\n▸Buy now\n'
 */
export function wordsOfBody(body: string): string {
  return asWritten(withoutTags(withoutLiquid(body).replace(/\s+/g, ' ')));
}

/** The same of a part that is plain text, where an empty line parts what a single one only wraps. */
export function wordsOfText(text: string): string {
  return asWritten(withoutLiquid(text).replace(/\s+/g, (blank) => (/\n\s*\n/.test(blank) ? '\n' : ' ')));
}

/** Entities as the signs they stand for, wide and narrow signs as the plain ones, and nothing that is not seen. */
export function asWritten(words: string): string {
  return words
    .replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7}));?/gi, (_, hex?: string, decimal?: string) =>
      signOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replace(/&([a-z]{2,8})(?:;|(?![\w=]))/gi, (entity, name: string) => {
      return named[name] ?? named[name.toLowerCase()] ?? entity;
    })
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .normalize('NFKC')
    .replace(/[^\S\n]+/g, ' ');
}

/** Entities of signs that words, prices and addresses are written with. */
const named: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', tab: ' ', newline: ' ', shy: '', zwnj: '', zwj: '' },
  ...{
    euro: '€',
    pound: '£',
    yen: '¥',
    cent: '¢',
    dollar: '$',
    curren: '¤',
    percnt: '%',
    half: '½',
    frac12: '½',
  },
  ...{
    amp: '&',
    quot: '"',
    apos: "'",
    lt: '<',
    gt: '>',
    num: '#',
    plus: '+',
    minus: '−',
    hyphen: '-',
    dash: '-',
  },
  ...{
    ndash: '–',
    mdash: '—',
    period: '.',
    comma: ',',
    colon: ':',
    sol: '/',
    quest: '?',
    equals: '=',
    excl: '!',
  },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', szlig: 'ß', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü' },
};

const HIGHEST_SIGN = 0x10_ff_ff;

function signOf(number: number): string {
  return number <= HIGHEST_SIGN ? String.fromCodePoint(number) : ' ';
}

/** They part no word: "SAVE<b>20</b>" is read as one. */
const withinWords = /^(?:a|abbr|b|big|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)$/i;

function withoutTags(body: string): string {
  // No tag is read past the next bracket and no name is read in part, so that what nothing closes is no long way.
  return body.replace(
    /<(\/?)([a-z][\w-]*)(?![\w-])([^<>]*)>/gi,
    (_, end: string, name: string, attributes: string) => {
      if (/^mj-button$/i.test(name) && end === '') return `\n${BUTTON}${saidBy(attributes)}`;
      if (/^br$/i.test(name)) return ' ';
      return `${saidBy(attributes)}${withinWords.test(name) ? '' : '\n'}`;
    },
  );
}

/** What an element says besides its words, to who does not see pictures or points at it. */
function saidBy(attributes: string): string {
  const said = [...attributes.matchAll(/\b(?:alt|title|aria-label) ?= ?(?:"([^"]*)"|'([^']*)')/gi)];
  return said.map(([, double, single]) => ` ${double ?? single} `).join('');
}

/** Of these, what stands in quotes is put before a reader; of the others it is a form or a place. */
const ofWords: ReadonlySet<string> = new Set([
  '',
  'append',
  'default',
  'join',
  'prepend',
  'replace',
  'split',
]);
/** What these tags quote is compared with, and never shown. */
const comparing = /^-?\s*(?:if|elsif|unless|case|when)\b/;

/**
 * What stands outside of Liquid's own signs, and what is quoted within them: that is the merchant's word as well. What a
 * tag quotes comes last, since where it is shown is not known. A sign that nothing closes is read as words.
 *
 * @example withoutLiquid('{{ shop.url }}/{{ "cart" }}') // '\uFFFC/cart'
 */
export function withoutLiquid(source: string): string {
  const nextTag = nextMark(source, '{%');
  const nextOutput = nextMark(source, '{{');
  const tagEnd = nextMark(source, '%}');
  const outputEnd = nextMark(source, '}}');
  const kept: string[] = [];
  const quoted: string[] = [];
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
    const code = source.slice(start + 2, end);
    kept.push(source.slice(keptTo, start), isTag ? ' ' : saidByLiquid(code) || PUT_IN);
    if (isTag && !comparing.test(code)) quoted.push(saidByLiquid(code).replaceAll(PUT_IN, ''));
    keptTo = end + 2;
    from = keptTo;
  }
  const words = quoted.filter((one) => one !== '');
  const last = words.length > 0 ? `\n\n${words.join(' ')}\n\n${words.join('')}` : '';
  return kept.join('') + source.slice(keptTo) + last;
}

/**
 * The words within a tag or an output, with a sign for each value that is put in.
 *
 * @example saidByLiquid(' "20 %" | append: " off" ') // '20 % off'
 */
function saidByLiquid(code: string): string {
  let said = '';
  let filter = '';
  for (const [part, name, double, single] of code.matchAll(/\|\s*(\w+)|"([^"]*)"|'([^']*)'|[^|"']+|./g)) {
    const literal = double ?? single;
    if (name !== undefined) filter = name;
    else if (literal === undefined) said += filter === '' ? signOfValue(part) : '';
    else if (ofWords.has(filter)) said = filter === 'prepend' ? literal + said : said + literal;
  }
  return said;
}

/** A number as it stands, and a sign for what has a name. */
function signOfValue(code: string): string {
  if (/^[-\s\d.]*\d[-\s\d.]*$/.test(code)) return code.trim();
  return /\w/.test(code) ? PUT_IN : '';
}

import { PUT_IN } from '~/outreach/templates/text/readable-words';

/** No more than 20 signs of a number: from each of its digits it would be read to its end, which is a digit, too. */
export const amount = String.raw`\d(?:[\d.,]{0,19}\d)?`;

export const percent = `${amount} ?(?:%|(?:percent|per cent|prozent)(?!\\p{L}))`;

/** Neither letter nor digit, of any alphabet: `\b` knows no umlauts. */
export const start = String.raw`(?<![\p{L}\p{N}])`;
export const end = String.raw`(?![\p{L}\p{N}])`;

/** Any of these as whole words, in any case. */
export function anyCase(...phrases: readonly string[]): RegExp {
  return new RegExp(`${start}(?:${phrases.join('|')})${end}`, 'giu');
}

/** The same in the case that is written here: SAVE20, EUR. */
export function thisCase(...phrases: readonly string[]): RegExp {
  return new RegExp(`${start}(?:${phrases.join('|')})${end}`, 'gu');
}

/** @example inAnyCase('bic') // '[bB][iI][cC]' */
function inAnyCase(word: string): string {
  return word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** Not where a number counts time or people: nothing to save or to get. */
export const ofGoods = `(?! ?-?(?:${[
  ...[
    'years?',
    'months?',
    'weeks?',
    'days?',
    'hours?',
    'min(?:ute)?s?',
    'seconds?',
    'people',
    'persons?',
    'times',
  ],
  ...['jahre?n?', 'monate?n?', 'wochen?', 'tage?n?', 'stunden?', 'minuten?', 'sekunden?', 'personen', 'mal'],
].join('|')})${end})`;

/** Not where a number measures something, is a time, or goes on. */
export const ofMoney = `(?!${[
  ...[String.raw`\d`, String.raw`[.,]\d`, ' ?[-–]', ' ?%'],
  ` ?(?:${[
    ...['[ap]m', String.raw`[ap]\.m`, "o['’]clock", 'uhr', 'h', 'to', 'until', 'bis', 'jahre?n?', 'stunden?'],
    ...['mm', 'cm', 'm', 'km', 'kg', 'g', 'ml', 'cl', 'l', 'bar', 'v', 'volt', 'inch(?:es)?', 'zoll'],
    ...['lit(?:re|er)s?', 'met(?:re|er)s?', 'gramm', 'kilo'],
  ].join('|')})${end}`,
].join('|')})`;

/** Not where "order" or "shop" is a thing: "your order here", "the {{ item.order_ordinal }} order". */
export const asVerb = `(?<!${start}(?:${[
  ...[
    'a',
    'an',
    'the',
    'this',
    'that',
    'your',
    'our',
    'my',
    'his',
    'her',
    'their',
    'its',
    'any',
    'each',
    'every',
    'no',
  ],
  ...[
    'one',
    'first',
    'last',
    'latest',
    'next',
    'new',
    'previous',
    'recent',
    'current',
    'whole',
    'entire',
    'same',
  ],
  ...['old', 'big', 'very', 'other', 'another', 'online', 'web'],
  ...['bike', 'book', 'coffee', 'corner', 'farm', 'gift', 'repair', 'tea', 'village', 'wine'],
  String.raw`\d{1,3}(?:st|nd|rd|th)`,
].join('|')}) )(?<!${PUT_IN} ?)`;

/** Not where an order is looked at or changed: "track order online". */
export const notLookedAt = `(?<!${start}(?:${[
  ...['amend', 'cancel', 'change', 'check', 'confirm', 'edit', 'find', 'manage', 'open', 'print'],
  ...['return', 'see', 'show', 'track', 'view'],
].join('|')}) )`;

/** Not the name of a part or a setting, or what a return is known by: WPA2, SAE30, RMA12. */
export const noPart = `(?!(?:${[
  ...['AAA', 'BLE', 'CAT', 'DDR', 'DIN', 'DOT', 'GEAR', 'HDMI', 'IPX', 'ISO', 'LED', 'LEVEL', 'LINE'],
  ...['MODE', 'PIN', 'PORT', 'SAE', 'SIM', 'SLOT', 'STEP', 'TYPE', 'USB', 'WPA', 'ZONE'],
  ...['CASE', 'INV', 'ORD', 'REF', 'RET', 'RMA'],
].join('|')})\\d)`;

/** What a share is of where it is of a price; "98 % of all mails" are none, nor is "50 % humidity". */
export const ofPrices = [
  ...['prices?', 'pay', 'costs?', 'cheaper', 'sav(?:e|es|ings?)', 'discount(?:s|ed)?', 'sales?'],
  ...['deals?', 'offers?', 'reduced', 'reductions?', 'bonus', 'rewards?', 'vouchers?', 'gifts?', 'enjoy'],
  ...['thank you', 'this (?:week|month|weekend)', 'cart', 'check-?out'],
  ...[
    'preise?n?',
    'zahl(?:en|t|st)',
    'kostet',
    'kosten',
    'sparen?',
    'spar(?:t|st)',
    String.raw`rabatt\p{L}{0,20}`,
  ],
  ...['nachl(?:ass|ässe)', 'günstiger', 'billiger', 'reduziert', 'gesenkt', 'angebote?n?', 'geschenke?'],
  ...['schenken?', 'gutscheine?', 'freuen sie sich', 'freu(?:e|t)? (?:dich|euch)', 'danke(?:schön)?'],
  ...['diese (?:woche|tage)', 'diesen monat', 'einkaufe?s?', 'warenkorb', 'sortiment', 'treue'],
].join('|');

/** Not where the shop itself buys, or where nobody needs to: "we order a new one", "you need not buy a new one". */
export const byReader = `(?<!${start}(?:${[
  ...['we', "we['’]ll", 'we (?:will|can|must)', 'did you', 'than', 'instead of', 'without'],
  ...['(?:need|must) not', "(?:not|n['’]t|never) (?:need|have) to", 'no need to', 'without having to'],
].join('|')}) )`;

/** The same where the verb comes last, whose sentence is read backwards: "Sie müssen keine neue Mühle kaufen". */
export const byReaderInGerman = String.raw`(?<!${start}(?:wir|nie|ohne|statt|anstatt|nichts?|keine?[nmrs]?) [^.:!?\n]{0,60})`;

/** Not where it is the code of a parcel, a place or a machine, or of a firm with its bank or its state. */
export const ofShop = `(?<!-)(?<!${start}(?:${[
  ...['access', 'area', 'article', 'bar', 'batch', 'country', 'customer', 'door', 'entry', 'error'],
  ...['model', 'pick-?up', 'plus', 'post', 'postal', 'product', 'qr', 'security', 'serial', 'source'],
  ...['tracking', 'zip'],
  ...['activity', 'ape', 'business', 'cage', 'company', 'entity', 'enterprise', 'eori', 'fiscal', 'gst'],
  ...['id', 'identification', 'lei', 'licence', 'license', 'naf', 'nace', 'naics', 'reg', 'register'],
  ...['registration', 'registry', 'sdi', 'sic', 'tax', 'taxpayer', 'vat'],
  ...['bank', 'bic', 'branch', 'clearing', 'iban', 'ifsc', 'routing', 'sort', 'swift'],
]
  .map(inAnyCase)
  .join('|')})[.)]{0,2}[ -]?)`;

/** "Your code is" and what may stand before the code itself. */
export const codeIs = `${ofShop}codes? ?(?:is|ist|lautet|heißt)? ?[:=]? ?["“”„»«'‘’‚]?`;

/** All of them but two words in capitals: "ALL 3", "TOP 5". */
const currencies = Intl.supportedValuesOf('currency').filter((code) => !/^(?:ALL|TOP)$/.test(code));
/** After a number these are Madrid or a post office, too. */
export const currenciesAfter = currencies.filter((code) => !/^(?:MAD|STN)$/.test(code));
/** Before a number these are words, too: "TRY 2". */
export const currenciesBefore = currencies.filter(
  (code) => !/^(?:BOB|CUP|GEL|MAD|MOP|PEN|SOS|STN|TRY)$/.test(code),
);

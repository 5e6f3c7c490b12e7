import { BUTTON } from '~/outreach/templates/text/readable-words';
import {
  amount,
  anyCase,
  asVerb,
  byReader,
  byReaderInGerman,
  codeIs,
  currenciesAfter,
  currenciesBefore,
  end,
  noPart,
  notLookedAt,
  ofGoods,
  ofMoney,
  ofPrices,
  ofShop,
  percent,
  start,
  thisCase,
} from '~/outreach/templates/text/sign-words';

/** Something by which words are seen to sell. */
export interface Sign {
  readonly found: 'order-button' | 'price' | 'code' | 'offer';
  /** Global; reads words as `readable-words.ts` leaves them, with single blanks. Above each stands what it is for. */
  readonly pattern: RegExp;
}

/** In source with Liquid in it, where addresses are made. */
export const links: readonly Sign[] = [
  {
    found: 'order-button',
    // {{ item.reorder_url }}
    pattern: /\breorder_url\b/gi,
  },
  { found: 'price', pattern: /\border_total\b/gi },
  {
    found: 'order-button',
    // https://a.example/cart · a.example/collections · https://a.example/de-at/products/espresso?variant=1 ·
    // https://a.example/1234567/checkouts/x · {{ shop.url }}/discount/SAVE20 · <a href="/cart"> ·
    // {{ shop.url | append: "/cart" }}
    // A storefront's pages where goods are shown and paid for, in any of its languages.
    pattern:
      /(?:\.[a-z]{2,63}(?::\d{1,5})?|\}\}|["']|\uFFFC)(?:\/(?:[a-z]{2}(?:-[a-z]{2,4})?|\d{1,20}))?\/(?:cart|checkouts?|discount|collections|products)(?![\w-])/gi,
  },
  {
    found: 'order-button',
    // https://a.example/?discount=SAVE20 · /pages/x?a=1&coupon_code=SAVE20
    pattern: /[?&](?:discount|coupon|voucher|promo)(?:[-_]?code)?=/gi,
  },
];

/** Selling wherever it stands, even beside a name, a signature or a street: numbers and imperatives, and no lone noun. */
export const claims: readonly Sign[] = [
  {
    found: 'price',
    // 5 € · €5 · US$ 20 · ₹500 · 1.249,50 €
    pattern: new RegExp(String.raw`\p{Sc} ?\d|${amount} ?\p{Sc}`, 'gu'),
  },
  {
    found: 'price',
    // EUR 5 · CHF20
    pattern: thisCase(`(?:${currenciesBefore.join('|')}) ?${amount}`),
  },
  {
    found: 'price',
    // 5 EUR · 20PLN · 1 000 SEK
    pattern: new RegExp(`${amount} ?(?:${currenciesAfter.join('|')})${end}`, 'gu'),
  },
  {
    found: 'price',
    // 19,99 Euro · 10 eur · 5 Franken · 50 Cent · 10 kr · 20 zł · 500 Kč · 10 dollars
    // Pounds are left out: they are a weight as well.
    pattern: new RegExp(
      `${amount} ?(?:${[
        ...[
          'euros?',
          'eur',
          'usd',
          'gbp',
          'chf',
          'cents?',
          'dollars?',
          'bucks',
          'quid',
          'franken',
          'francs?',
        ],
        ...[
          'kr',
          'kron(?:en|er|or)',
          'zł',
          'złot(?:y|e|ych)',
          'kč',
          'lei',
          'lira',
          'forint',
          'лв',
          'грн',
          'руб',
        ],
        ...['円', '元', 'yen', 'pesos', 'rupees?', 'rupien', 'dirhams?'],
      ].join('|')})(?![\\p{L}\\p{N}-])`,
      'giu',
    ),
  },
  {
    found: 'code',
    // Code: SAVE20 · code save20 · Ihr Code lautet „ADA10 · your code is 20OFF
    // One of digits alone opens a door, and a register or a bank gives longer ones.
    pattern: anyCase(String.raw`${codeIs}(?:\p{L}{2,30}\d{1,4}|\d{1,4}\p{L}{2,10})(?![_-])`),
  },
  {
    found: 'code',
    // Code: WELCOME
    pattern: new RegExp(`${start}${ofShop}(?:[Cc]ode|CODE) ?: ?["“”„»«]?[A-Z]{4,30}${end}`, 'gu'),
  },
  {
    found: 'code',
    // promo code · Rabattcode · Gutschein-Codes
    pattern: anyCase('(?:promo|discount|coupon|voucher|rabatt|gutschein|aktions|bonus)[ -]?codes?'),
  },
  {
    found: 'code',
    // Use ADA10 · enter “WELCOME5
    pattern: thisCase(
      String.raw`(?:[Uu]se|USE|[Ee]nter|[Aa]pply|[Rr]edeem|[Qq]uote) ["“„]?${noPart}[A-Z]{3,30}\d{1,3}`,
    ),
  },
  {
    found: 'code',
    // WELCOME at checkout · ADA10 an der Kasse · FRIENDS in your cart
    pattern: thisCase(
      String.raw`[A-Z][A-Z\d_-]{3,30}["”“]? (?:at|in|im|an|bei|beim) (?:the |your |der |dem |Ihre[rm] )?(?:[Cc]heck-?out|[Cc]art|[Bb]asket|Kasse|Warenkorb|Bestellen)`,
    ),
  },
  {
    found: 'code',
    // SAVE20 · SPAR15 · WELCOMEBACK10
    pattern: thisCase(
      String.raw`(?:SAVE|SPAR|RABATT|SALE|WELCOME|WILLKOMMEN|HELLO|HALLO|DANKE|THANK|EXTRA|DEAL|GIFT|FREE)[A-Z]{0,15}\d{1,3}`,
    ),
  },
  {
    found: 'offer',
    // 20% off · 20 percent off · 20 Prozent auf alles · 15 % Rabatt · 30 % auf Ihre
    pattern: anyCase(
      `${amount} ?(?:%|percent|per cent|prozent) ?(?:${[
        ...['off', 'discount', 'cheaper', 'less', 'savings?', String.raw`on (?:all|every\p{L}*|your|our)`],
        ...[
          'rabatt',
          'nachlass',
          'bonus',
          'reduziert',
          'ermäßigt',
          'günstiger',
          'billiger',
          'weniger',
          'sparen',
        ],
        'auf (?:alles?|ihre[nmr]?|unsere?|das|den|die)',
      ].join('|')})`,
    ),
  },
  {
    found: 'offer',
    // twenty percent off · zwanzig Prozent Rabatt
    pattern: anyCase('(?:percent|per cent) off', 'prozent (?:rabatt|nachlass|günstiger|billiger|auf alles)'),
  },
  {
    found: 'offer',
    // save 20 % · bis zu 20 % · Rabatt von 20% · −20 %
    pattern: new RegExp(
      String.raw`${start}(?:(?:save|discount|up to|sparen|spare|rabatt|nachlass|bis zu|minus) (?:of |von |sie )?|[-−–] ?)\d{1,2} ?%`,
      'giu',
    ),
  },
  {
    found: 'offer',
    // 5 off your next order · get 5 pounds off
    pattern: anyCase(
      String.raw`(?:get|save|take|enjoy) (?:another |up to )?\d{1,6} ?(?:pounds? |quid )?off`,
      String.raw`\d{1,6} ?(?:pounds? |quid )?off (?:your|our|all|any|every\p{L}*|the next|this|when|orders?|selected)`,
    ),
  },
  {
    found: 'offer',
    // save 20 · Save up to 20 · Sparen Sie jetzt bis zu 20
    pattern: anyCase(
      String.raw`(?:save|sparen|spare(?= jetzt| bis)) (?:sie )?(?:jetzt )?(?:up to |bis zu )?\d{1,6}${ofGoods}`,
    ),
  },
  {
    found: 'offer',
    // 2 for 1 · 3 für 2 · 2-for-1 · two for one · zwei für eins
    pattern: anyCase(
      `[1-9][ -]?(?:for|für)[ -]?[1-9]${ofGoods}`,
      `(?:two|three) for (?:one|two)${ofGoods}`,
      `(?:zwei|drei) für (?:eins|zwei)${ofGoods}`,
    ),
  },
  {
    found: 'offer',
    // 3 zum Preis von 2 · buy two, get one · Nimm 3, zahl 2 · 1+1 gratis · get one free
    pattern: anyCase(
      String.raw`zum preis von (?:\d|einem|einer|zwei)`,
      String.raw`buy (?:\p{L}{2,5}|\d),? get`,
      String.raw`(?:nimm|kaufe?|nehmen sie|kaufen sie) \d.{0,15} zahl`,
      String.raw`\d ?\+ ?\d (?:gratis|free)`,
      'get one free',
    ),
  },
  {
    found: 'offer',
    // half price · half-price · 1⁄2 price · half off · zum halben Preis · zur Hälfte des Preises
    pattern: anyCase(
      '(?:half|1[⁄/]2)[ -](?:the )?price',
      'half off',
      'halbe[rn] preis',
      'hälfte des preises',
    ),
  },
  {
    found: 'offer',
    // free shipping · free UK delivery · a free gift · no shipping costs · shipping is free
    // The way back of something broken is no offer.
    pattern: anyCase(
      String.raw`free (?!return)(?:\p{L}{2,12} )?(?:shipping|delivery|postage)`,
      'free (?:gifts?|samples?)',
      'no (?:shipping|delivery) costs?',
      '(?<!return )(?:shipping|delivery) is (?:now )?free',
    ),
  },
  {
    found: 'offer',
    // kostenloser Versand · Gratislieferung · versandkostenfrei · portofreie · frei Haus
    pattern: anyCase(
      '(?:kostenlos|kostenfrei|gratis)(?:e[rnms]?)? ?(?:versand|liefer(?:ung|n)|zustellung|(?:kost)?proben?|geschenke?)',
      String.raw`(?:versand|liefern wir) (?:\p{L}{1,20} )?(?:kostenlos|kostenfrei|gratis|geschenkt)`,
      '(?:versandkosten|versand|porto)frei(?:e[rnms]?)?',
      'keine versandkosten',
      'frei haus',
      'geschenk zu jeder bestellung',
    ),
  },
  {
    found: 'order-button',
    // Order now · Order again · order your next bag here · Reorder today
    pattern: anyCase(
      String.raw`${asVerb}${notLookedAt}(?:re-?)?order (?:(?:it|one|yours?|more|some|a|another|\d{1,3}) (?:\p{L}{1,20} ){0,3})?(?:now|again(?! and again)|here|today|online|yours|more)`,
    ),
  },
  {
    found: 'order-button',
    // Shop now · Shop the sale · Buy it now · buy coffee online · Get yours · Stock up now
    pattern: anyCase(
      `${asVerb}shop (?:now|here|our|the|all|today)`,
      String.raw`(?:buy|purchase) (?:one|more|yours|(?:\p{L}{1,20} ){0,2}(?:now|again|here|today|online))`,
      '(?:get|grab) (?:it now|yours(?! (?:checked|fixed|mended|repaired|replaced)))',
      '(?:restock|stock up) (?:now|here|today|online)',
    ),
  },
  {
    found: 'order-button',
    // Jetzt bestellen · JETZT KAUFEN · Hier klicken und bestellen · wieder bestellen
    pattern: anyCase(
      String.raw`(?:jetzt|hier|gleich|heute|wieder|erneut|nochmals?|noch einmal|direkt|online) (?:\p{L}{1,30} ){0,2}(?:(?:nach|vor|mit)?bestellen|(?:ein|nach)?kaufen|ordern|shoppen|sichern|zugreifen)`,
    ),
  },
  {
    found: 'order-button',
    // Bestellen Sie gleich · Bestell jetzt · Kauf dir · Greifen Sie zu · Sichern Sie sich
    pattern: anyCase(
      '(?:bestellen|kaufen) sie',
      '(?:bestelle?|kaufe?) (?:jetzt|hier|gleich|heute|noch|dir|euch)',
      '(?:greifen|schlagen) sie zu',
      'sichern sie sich',
    ),
  },
];

/** What an offer speaks of, and a mail about an order has no need to: in a template a mention is enough. */
export const mentions: readonly Sign[] = [
  {
    found: 'price',
    // 200 MAD
    pattern: new RegExp(`${amount} ?(?:MAD|STN)${end}`, 'gu'),
  },
  {
    found: 'code',
    // Your code: C2QPS9M8G0ZN
    pattern: anyCase(
      String.raw`${codeIs}(?:\p{L}{2,30}\d[\p{L}\d_-]{0,30}|\d{1,9}\p{L}{2}[\p{L}\d_-]{0,30})`,
    ),
  },
  {
    found: 'offer',
    // 20 off, where it is no road: BOGO
    pattern: anyCase(String.raw`\d{2,6} ?off(?!-)`, 'bogo'),
  },
  {
    found: 'price',
    // Rs. 500 · kr 10 · RM20 · S/ 20 · 500 rs
    pattern: new RegExp(
      String.raw`${start}(?:rs\.?|kr\.?|rm|rp\.?|sfr\.?|s\/\.?|zł|kč) ?\d|${amount} ?(?:rs|sfr)\.?${end}`,
      'giu',
    ),
  },
  {
    found: 'price',
    // "10 ft" is a length, "2 TL" a spoon.
    // 500 Ft · 20 TL · R200 · R 1200
    pattern: thisCase(`${amount} ?Ft`, String.raw`\d{2}[\d.,]{0,18} ?TL`, String.raw`R ?\d{2,6}`),
  },
  {
    found: 'price',
    // "Fr. 10.30 Uhr" is a time.
    // Fr. 19.90 · 19.90 Fr.
    pattern: anyCase(String.raw`fr\. ?\d{1,6}\.\d\d${ofMoney}`, String.raw`\d{1,6}\.\d\d ?fr(?!\.? ?\d)`),
  },
  {
    found: 'price',
    // nur 19,99 · statt 24,90 · only 19.99 · from 5.50
    pattern: anyCase(
      String.raw`(?:nur|ab|für|statt|jetzt|je) \d{1,6},\d\d${ofMoney}`,
      String.raw`(?:only|just|for|from|now|was|instead of) \d{1,6}\.\d\d${ofMoney}`,
    ),
  },
  {
    found: 'price',
    // 19,- · 19.– pro Beutel
    pattern: /\d[.,][-–—](?! ?\d)/g,
  },
  {
    found: 'offer',
    // 20 % for our regulars · Get 20% · Wir schenken Ihnen 20 Prozent · 20 %!
    pattern: new RegExp(
      [
        String.raw`${percent}(?=(?:[^\n.!?]|\.(?! )){0,50}${start}(?:${ofPrices})${end})`,
        String.raw`${percent}(?<=${start}(?:${ofPrices})${end}(?:[^\n.!?]|\.(?! )){0,50})`,
        String.raw`${percent}(?= ?!| on (?!the |a )| for (?:you|our|all|every|new)${end}| auf (?!de[rnm] |die |\d)| für (?:sie|dich|euch|alle|unsere|neue)${end})`,
        `${start}(?:get|take|claim|grab|give you|geben (?:wir )?ihnen) (?:an? )?(?:extra |another )?${percent}`,
        String.raw`^ ?[-–]? ?\d{1,2} ?% ?$`,
      ].join('|'),
      'gimu',
    ),
  },
  {
    found: 'code',
    // a voucher · coupons · Gutscheine · Rabattaktion · mit dem Code · use the code
    pattern: anyCase(
      'coupons?',
      'vouchers?',
      String.raw`(?:gutschein|rabatt)\p{L}{0,30}`,
      '(?:use|enter|mit|mit dem) (?:the )?code',
    ),
  },
  {
    found: 'offer',
    // discounted · now on sale · our summer sale · special offer · best price · while stocks last
    pattern: anyCase(
      ...[
        'discount(?:s|ed)?',
        'money off',
        'cash ?back',
        'bargains?',
        '(?:loyalty|bonus) points',
        'clearance',
      ],
      ...['on sale', 'sale (?:ends|starts|is now on)', 'black friday', 'cyber monday'],
      '(?:spring|summer|autumn|fall|winter|christmas|flash|big|anniversary|end-of-season) sale',
      '(?:special|limited|exclusive|introductory) (?:offers?|prices?)',
      ...['(?:new|best|lowest|lower|reduced) prices?', 'price (?:cut|drop)s?'],
      ...['today only', 'this week only', 'limited time', 'last chance', 'while (?:stocks?|supplies) lasts?'],
    ),
  },
  {
    found: 'offer',
    // Unsere Angebote · reduzierte Preise · ERMÄSSIGT · Preisnachlass · Schlussverkauf · nur heute
    pattern: anyCase(
      ...[
        String.raw`\p{L}{0,20}angebote?n?`,
        String.raw`gratis\p{L}{0,20}`,
        'geschenkt',
        '(?:treue|bonus)punkte',
      ],
      ...['reduziert(?:e[rnms]?)?', 'ermä(?:ß|ss)igt(?:e[rnms]?)?', '(?:preis)?nachl(?:ass|ässe)'],
      ...['(?:sonder|aktions|spar|tief)preise?', 'günstige[rnms]? preise?n?', 'am günstigsten', 'billiger'],
      ...['preiswert(?:e[rnms]?)?', String.raw`preissenkung\p{L}{0,3}`, 'schnäppchen'],
      String.raw`\p{L}{0,20}(?:aus|schluss)verkauf`,
      ...['nur (?:noch )?heute', 'nur diese woche', 'solange (?:der )?vorrat reicht'],
    ),
  },
  {
    found: 'offer',
    // In small letters alone it may be any sale, as in "date of sale".
    // SALE · Sale!
    pattern: thisCase('(?<!OF )SALE', 'Sale(?= ?!)'),
  },
  {
    found: 'offer',
    // Browse our new collection · Entdecken Sie unser Sortiment
    pattern: anyCase(
      '(?:discover|explore|browse) (?:our|the) (?:(?:new|latest|full|whole) )?(?:arrivals?|collections?|products|range|shop|store)',
      String.raw`(?:entdecken|stöbern) sie (?:in |durch )?(?:unser|die|das)\p{L}{0,2} (?:neue[nms]? )?(?:sortiment|kollektion|produkte|neuheiten|shop|auswahl)`,
    ),
  },
  {
    found: 'order-button',
    // Reorder · nachbestellen · Add two to your cart · In den Warenkorb · Zur Kasse · Jetzt zuschlagen
    pattern: anyCase(
      ...['re-?order(?:s|ed|ing)?', 'nach(?:zu)?bestellen', 'jetzt (?:zugreifen|zuschlagen)', 'zur kasse'],
      String.raw`(?:add|put) (?:\p{L}{1,20} ){0,3}(?:to|in|into) (?:your |the )?(?:cart|basket|bag)`,
      '(?:in den|zum|im) (?:warenkorb|einkaufswagen)',
    ),
  },
  {
    found: 'order-button',
    // Buy a new one · purchase a replacement
    pattern: anyCase(
      String.raw`${byReader}(?:buy|purchase|${asVerb}order) (?:an?|another|the) (?:(?:brand[- ])?new|newer|second|spare|replacement)(?: \p{L}{1,30})?`,
    ),
  },
  {
    found: 'order-button',
    // Ersatz bestellen · neu kaufen · eine neue Mühle bestellen
    pattern: anyCase(
      String.raw`(?:ersatz|nachfolger|neu|neue[nrs]?(?: \p{L}{1,30})?) (?:zu )?(?:bestellen|kaufen)${byReaderInGerman}`,
    ),
  },
  {
    found: 'order-button',
    // A button's label that begins or ends as one that orders.
    // [Buy] · [Order coffee] · [Kaffee bestellen] · [Zum Shop]
    pattern: new RegExp(
      [
        `${BUTTON} ?(?:buy|shop|re-?order|get yours)${end}`,
        `${BUTTON} ?order(?! (?:status|details?|number|history|overview|confirmation|tracking))${end}`,
        String.raw`${BUTTON}[^\n]{0,80}(?<!\p{L})(?:nach|vor|ein|mit)?(?:bestellen|kaufen|shoppen)${end}`,
        `${BUTTON} ?(?:zum|zu den|zur) (?:shop|sale|produkt|angebot)`,
      ].join('|'),
      'giu',
    ),
  },
];

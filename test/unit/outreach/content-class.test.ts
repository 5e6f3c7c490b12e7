import { describe, expect, it } from 'vitest';
import { activeKinds } from '~/base/vocabulary/kinds';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { mailLocales } from '~/outreach/templates/mail-input';
import { contentClass, senderClass, senderFindings } from '~/outreach/templates/text/content-class';

const nothing = { subject: '', preheader: '', body: '', text: '' };
const inText = (text: string) => contentClass({ ...nothing, text });
const inBody = (body: string) => contentClass({ ...nothing, body });

/** What each of these says, in the words of merchants. */
const selling = {
  'order-button': [
    'Order again: reply with a yes',
    'Hello Mia, order now and have it on Friday',
    'Shop now',
    'Shop the sale',
    'Buy it now',
    'Get yours',
    'Add two to your cart',
    'Jetzt bestellen',
    'JETZT KAUFEN',
    'Hier können Sie nachbestellen',
    'Bestellen Sie gleich wieder',
    'Jetzt Kaffee bestellen',
    'In den Warenkorb',
    'coffee.example/cart',
    'Your cart: https://coffee.example/cart/123:1',
    'https://coffee.example/collections/all',
    'https://coffee.example/de-at/products/espresso?variant=1',
    'https://coffee.example/discount/SAVE20',
    'https://coffee.example/1234567/checkouts/abc',
    'https://coffee.example/?discount=SAVE20',
    '{{ shop.url }}/collections',
    '{{ shop.url | append: "/cart" }}',
    '{{ item.reorder_url }}',
  ],
  price: [
    '19,99 Euro',
    '5 euros',
    '5 €',
    'US$ 20',
    '20 zł',
    '₹500',
    '10 kr',
    'kr 10',
    'Rs. 500',
    '5 Franken',
    '50 Cent',
    '500 Ft',
    '10 dollars',
    'EUR 5',
    '1 000 SEK',
    '200 MAD',
    '10 eur',
    '&euro;5',
    '&#8364; 5',
    '&#x20AC;5',
    '5&nbsp;&euro;',
    '５€',
    'nur 19,99',
    'only 19.99',
    'jetzt für 19,90 statt 24,90',
    'nur 19,-',
    '19.– pro Beutel',
    '{{ item.order_total }}',
  ],
  code: [
    'Code: SAVE20',
    'Ihr Code: SAVE20',
    'Ihr Code lautet „ada10“',
    'Code: WELCOME',
    'Your code is 20OFF',
    'Use SAVE20 at checkout.',
    'FRIENDS an der Kasse',
    'SPAR15',
    'mit dem Code, den Sie kennen',
    'a voucher for you',
    'Ihr Gutscheincode',
    'Rabattaktion',
  ],
  offer: [
    'Half price this week.',
    '½ price',
    'zum halben Preis',
    'heute halber Preis',
    '20% off',
    '20&#37; off',
    '20 percent off',
    'zwanzig Prozent Rabatt',
    '20 Prozent auf alles',
    '20 off your next order',
    '2 for 1',
    '3 für 2',
    'two for one',
    'Nimm 3, zahl 2',
    'buy two, get one',
    '3 zum Preis von 2',
    'free shipping',
    'Shipping is free this week',
    'kostenloser Versand',
    'KOSTENLOSE LIEFERUNG',
    'versandkostenfrei',
    'portofrei',
    'a free gift',
    'Gratisprobe',
    'Save up to 20',
    'Sparen Sie 20',
    'reduzierte Preise',
    'ermäßigt',
    'ERMÄSSIGT',
    'Preisnachlass',
    'Sommerschlussverkauf',
    'our summer sale',
    'now on sale',
    'special price',
    'Black Friday',
    'solange der Vorrat reicht',
    'while stocks last',
    'Unsere Angebote',
    'Browse our new collection',
    'Entdecken Sie unser Sortiment',
  ],
} as const;

describe('words that sell raise a class', () => {
  const all = Object.entries(selling).flatMap(([found, words]) =>
    words.map((said) => [found, said] as const),
  );

  it.each(all)('%s: %s', (found, said) => {
    expect(inText(said).findings.map((finding) => finding.found)).toContain(found);
    expect(inText(said).class).toBe('marketing');
  });

  it.each([
    ['the label of a button', '<mj-button href="https://coffee.example/">Buy</mj-button>'],
    ['a label with its goods', '<mj-button href="{{ shop.url }}">Kaffee bestellen</mj-button>'],
    ['where a button leads', '<mj-button href="/collections/all">More</mj-button>'],
    ['where a link leads', "<mj-text><a href = '{{ shop.url }}/products/espresso'>here</a></mj-text>"],
    ['what a picture says', '<mj-image src="x.png" alt="20 % off" />'],
    ['a phrase in two tags', '<mj-text>Free <b>shipping</b> and SAVE<i>20</i></mj-text>'],
    ['a phrase with a break', '<mj-text>half<br/>price</mj-text>'],
    ['a phrase in two lines', '<mj-text>\n  Half\n  price\n</mj-text>'],
    ['a word with a soft hyphen', '<mj-text>versand&shy;kostenfrei</mj-text>'],
  ])('%s', (_, body) => {
    expect(inBody(body).class).toBe('marketing');
  });

  it('wherever they stand, and tells each sort with its words', () => {
    for (const part of ['subject', 'preheader', 'body', 'text'] as const) {
      expect(contentClass({ ...nothing, [part]: 'Half price: use SAVE20 at checkout' })).toEqual({
        class: 'marketing',
        findings: [
          { found: 'code', text: 'use SAVE20' },
          { found: 'offer', text: 'Half price' },
        ],
      });
    }
  });
});

describe('plain words raise nothing', () => {
  it.each([
    'Your order #1234 has arrived.',
    'Order 1234 from 12.05.2026',
    'You can see your order here, and your order now shows its parcel.',
    'Thank you for your order today',
    'It was your {{ item.order_ordinal }} order here.',
    'Is your order all right?',
    'the shop here in Hamburg',
    'There is nothing to buy in this mail.',
    'The warranty runs for 2 of 3 years',
    'Wait 2 for 3 minutes',
    'We will replace it free of charge',
    'Return shipping is free',
    'Take it out for 5 minutes and turn it off',
    'We are open from 10.30 to 12.00',
    'It weighs 5 pounds and stands 10 ft away',
    'postal code 20095, error code E05, the code of conduct',
    'Scan the QR code: it opens the guide',
    'The address that you gave at checkout',
    'Plug it into USB 3',
    'The date of sale is on the receipt',
    'Save 10 minutes a day',
    'a one-off',
    'https://coffee.example/pages/guide and https://coffee.example/blogs/news',
    'https://coffee.example/account/orders/1234',
    'Parts and/or products',
    'Sie haben am 5. Mai bestellt.',
    'Ihre Bestellung 1042 ist jetzt da.',
    'Danke für Ihre zweite Bestellung',
    'Zu kaufen gibt es in dieser Mail nichts.',
    'Wir tauschen es kostenlos aus, der Rückversand kostet nichts.',
    'ab 10.30 Uhr, vom 1.– 3. Mai, am 12.05.',
    'zu einem günstigeren Zeitpunkt',
    'Geben Sie 2 TL Kaffee hinein',
    'Fehlercode E05, Zugangscode AB12',
    'Mo–Do 8–16 Uhr, Fr. 10 Uhr',
    'Versendet mit DHL',
    'TOP 5 questions, and ALL 3 answers',
  ])('%s', (said) => {
    expect(inText(said).findings).toEqual([]);
  });

  it('in what is there for the layout alone', () => {
    expect(
      inBody(
        '<mj-button href="{{ item.answer_url }}" width="100%" css-class="discount">Order status</mj-button><mj-table cellpadding="50%" width="20%" style="width:50%"><td>x</td></mj-table>',
      ).findings,
    ).toEqual([]);
  });
});

describe('our own words', () => {
  it.each(mailLocales)('ask for a class as their kind has it (%s)', (locale) => {
    const classes = activeKinds.map((kind) => [kind, defaultTemplate(kind, locale).class]);
    expect(Object.fromEntries(classes)).toEqual({
      'running-low': 'marketing',
      'thank-you': 'transactional',
      'warranty-expiry': 'transactional',
    });
  });
});

describe('the words that stand in every mail', () => {
  const ofStore = (name: string) => (sender: object) => ({
    name,
    sender: { name: '', signature: '', postalAddress: '', ...sender },
  });
  const coffee = ofStore('Discount Coffee Ltd');

  it.each([
    { name: 'Discount Coffee' },
    { name: 'DISCOUNT COFFEE LTD' },
    { name: 'Gratis & Söhne' },
    { signature: 'Luise Angebot, Kundendienst' },
    { signature: 'Sale, Ada' },
    { signature: 'Rabatt und Partner, 20 Jahre Erfahrung' },
    { postalAddress: 'Am Rabatt 3\n20457 Hamburg' },
    { postalAddress: 'Suite 5 % 2' },
    { postalAddress: 'Haus 5\nEuro-Allee 3' },
    { postalAddress: 'Top 12, Gutscheingasse 5, 1010 Wien' },
    { postalAddress: '5 Discount Road\nPO Box 100' },
    { signature: 'Order desk, Tel. 040 123-456, Fr. 10 Uhr' },
    { name: 'Jetzt kaufen GmbH' },
    { signature: 'Ada, https://coffee.example' },
    { signature: 'coffee.example/de/ · www.coffee.example/pages/contact' },
  ])('offer nothing by a name or a street: %o', (sender) => {
    expect(senderFindings(coffee(sender))).toEqual([]);
    expect(senderClass(coffee(sender))).toBe('transactional');
  });

  it.each([
    ['Germany', 'Kontor GmbH, Am Sandtorkai 4, 20457 Hamburg\nHRB 123456, USt-IdNr. DE123456789'],
    ['Germany', 'Stammkapital: 25.000 EUR, Geschäftsführerin Luise Angebot, Steuernr. 22/815/08154'],
    ['Germany', 'Commerzbank, IBAN DE89 3704 0044 0532 0130 00, BIC-Code: COBADEFFXXX'],
    ['a bank', 'SWIFT code DEUTDEFF500'],
    ['a bank', 'Swift (BIC) code: NDEASESS, SWIFT/BIC code: HASPDEHH'],
    ['Austria', 'Top 12, Gutscheingasse 5, 1010 Wien\nFN 123456a, UID ATU12345678'],
    ['Switzerland', 'Bahnhofstrasse 20, 8001 Zürich\nCHE-123.456.789 MWST, Konto CHF 230-123456'],
    ['Lithuania', 'Gedimino pr. 9, LT-01103 Vilnius\nCompany code 302515130, VAT code LT100001738313'],
    ['Estonia', 'Pikk 5, 10123 Tallinn, Reg. code EE123456, KMKR EE100594102'],
    ['Latvia', 'Brīvības iela 20, LV-1010 Rīga, VAT reg. code LV40003032949'],
    ['Italy', 'Via del Corso 20, 00186 Roma RM\nTax code: RSSMRA80A01H501U, P. IVA IT01234567890'],
    ['Italy', 'Cap. Soc. € 10.000,00 i.v. – REA RM-1234567 – SDI code M5UXCR1'],
    ['France', 'SARL au capital de 8 000 €, RCS Paris B 123 456 789, code NAF 4791B, TVA FR12345678901'],
    ['France', 'SAS au capital de 10.000 euros, code APE4791B'],
    ['Spain', 'Calle Mayor 20, 28001 MAD, NIF ESB12345678'],
    ['Portugal', 'Rua Augusta 20, 1100-053 Lisboa, NIPC 501234567, Capital Social 5.000€'],
    ['the US', '1200 Highway 20 off Main St, Boise, ID 83702, EIN 12-3456789, CAGE code 1AB23'],
    ['Canada', 'PO BOX 2020 STN MAIN, Winnipeg MB R3C 3R1'],
    ['the UK', 'Unit 3, 20 Off Road Park, Leeds LS1 4AP, Company No. 01234567, VAT GB 123 4567 89'],
    ['the UK', 'Village Shop The Green, Aylesbury, Bucks HP17 8QP, sort code 20-00-00'],
    ['Ireland', 'Unit 12 Euro Business Park, Cork, Eircode T12 X2Y4'],
    ['Poland', 'ul. Długa 5, 00-238 Warszawa\nNIP 5252344078, kapitał zakładowy 5 000 zł'],
    ['Poland', 'Konto PLN 12 1140 2004 0000 3002 0135 5387'],
    ['the Netherlands', 'Keizersgracht 20, 1015 CJ Amsterdam\nKvK 12345678, btw NL123456789B01'],
    ['Belgium', 'Rue Neuve 20, 1000 Bruxelles, TVA BE 0123.456.789, RPM Bruxelles'],
    ['Sweden', 'Drottninggatan 20, 111 51 Stockholm\nOrg.nr 556123-4567, Bankgiro 123-4567'],
    ['Norway', 'Karl Johans gate 20, 0154 Oslo, Org.nr. NO 912 345 678 MVA'],
    ['Czechia', 'Dlouhá 20, 110 00 Praha 1, IČO 12345678, základní kapitál 200 000 Kč'],
    ['India', 'Mumbai 400001, IFSC code: HDFC0001234, GSTIN 27AAAPA1234A1Z5'],
    ['Hong Kong', 'Flat 20, 12 Lei King Road'],
    ['the Philippines', 'Bogo City 6010, Cebu'],
    ['Mauritius', 'IBAN MU17BOMM0101101030300200000MUR'],
    ['anywhere', 'HRB 12345, LEI code 5493001KJTIIGC8Y1R12, Plus code 8FVC9G8F+6X'],
    ['a firm', 'Jetzt kaufen GmbH & Co. KG, Hauptstraße 1'],
    ['a firm', 'Ada, Free Shipping Supplies Ltd'],
    ['a firm', 'Half Price Books, Inc.'],
  ])('offer nothing by what a firm has to say of itself, as in %s: %s', (_, words) => {
    for (const part of ['signature', 'postalAddress'] as const) {
      expect(senderFindings(coffee({ [part]: words }))).toEqual([]);
    }
  });

  it.each([
    '20 % off with code SPRING',
    'Nur heute: 10 € Rabatt',
    '10 Euro Rabatt',
    'Code WELCOME10',
    'Ihr Code: ADA10',
    'Code: SPRING',
    'Free shipping, Ada Ltd',
    'Order now from Ada Ltd',
    'Jetzt bestellen bei Ada GmbH',
    '20 % off Ada Ltd',
    '5 off your next order',
    'Highway 20 off Main St, free delivery',
    'SARL au capital de 8 000 €, livraison 5 €',
    'VAT code LT100001738313, code SPAR15',
  ])('are an offer beside it: %s', (words) => {
    for (const part of ['signature', 'postalAddress'] as const) {
      expect(senderClass(coffee({ [part]: words }))).toBe('marketing');
    }
  });

  it.each([
    ['name', { name: 'Ada’s – free shipping this week' }],
    ['name', { name: 'Discount Coffee, 20% off' }],
    ['signature', { signature: 'Ada – 20 % Rabatt auf alles' }],
    ['signature', { signature: 'Ada. Use SAVE20 at checkout' }],
    ['signature', { signature: 'Ada. Jetzt bestellen!' }],
    ['signature', { signature: 'Ada, https://coffee.example/collections/sale' }],
    ['signature', { signature: 'coffee.example/products/espresso' }],
    ['signature', { signature: 'Ada {{ 20 % off }}' }],
    ['postalAddress', { postalAddress: 'Hamburg\nCoffee from 5 &euro;' }],
  ])('are an offer where they sell, which is told of its part: %s', (part, sender) => {
    expect(senderFindings(coffee(sender))).toContainEqual(expect.objectContaining({ part }));
    expect(senderClass(coffee(sender))).toBe('marketing');
  });

  it('offer nothing by what belongs to the store’s own name, and still do beside it', () => {
    const books = ofStore('Half Price Books Ltd');
    const sender = { name: 'HALF PRICE BOOKS', signature: 'Ada, Half Price Books' };
    expect(senderFindings(books(sender))).toEqual([]);
    expect(senderFindings(books({ ...sender, signature: 'Ada: half price today' }))).toEqual([
      { part: 'signature', found: 'offer', text: 'half price' },
    ]);
    expect(senderClass(ofStore('20')({ signature: '20 % off' }))).toBe('marketing');
    expect(senderClass(ofStore('')({ signature: 'Ada' }))).toBe('transactional');
  });
});

import { describe, expect, it } from 'vitest';
import { contentClass } from '~/outreach/templates/text/content-class';

const classOf = (text: string) => contentClass({ subject: '', preheader: '', body: '', text }).class;

/** As merchants write to their customers; whoever adds a sign adds a sentence here that is not made from it. */
const sentences = {
  en: {
    selling: [
      'Your next bag is on us: €5 comes off at the till.',
      'We have put the grinder down to £89.',
      'The new filter costs 24 euros and fits your machine.',
      'Spend USD 50 and the postage is on the house.',
      'It was $49, and now it is only 39.90.',
      'Type WELCOME10 when you pay.',
      'Enter FRIENDS15 in the box on the last page.',
      'Quote ADA10 on the phone and we take care of the rest.',
      'With the code spring25 the second bag is lighter on your purse.',
      'Here is a voucher for your patience.',
      'All coffee is 15% off until Sunday.',
      'Take 10 off your next order with us.',
      'Up to 30 % on everything that grinds.',
      'Two for one on all filters.',
      'Everything at half price while we clear the shelves.',
      'Free delivery until the end of May.',
      'You get a free sample with every bag.',
      'The summer sale has begun.',
      'These are on sale for a few days more.',
      'Buy two, get one free.',
      'Order yours today and have it on Friday.',
      'Shop our new roasts.',
      'Browse the new collection before it is gone.',
      'Stock up now, before winter.',
      'Add it to your basket with one tap.',
      'You can reorder here: https://coffee.example/cart',
      'See https://coffee.example/products/decaf for the newest roast.',
    ],
    plain: [
      'Your parcel left us this morning and should arrive on Thursday.',
      'The two-year warranty on your grinder ends on 12 May.',
      'You bought it on 3 June (order #1042).',
      'Reply to this mail if anything is wrong, and we will see to it.',
      'We repair or replace it free of charge, and return postage is free.',
      'Clean the burrs after every 5 kg, for about 10 minutes.',
      'Turn the machine off and wait for 30 seconds.',
      'Store it at 20 degrees, away from the sun.',
      'Our workshop is open from 10 to 4, and closed for 2 weeks in August.',
      'It takes a 12 V adapter, 5 ft of cable and a 10 mm key.',
      'The serial number is below the code E05 on the label.',
      'Scan the code on the box to see the guide.',
      'The date of sale is on your receipt.',
      'Thank you for your third order with us.',
      'Your order is on its way; you find its number above.',
      'The guide is at https://coffee.example/pages/descaling.',
      'Call us on 020 7946 0999 before 5 pm.',
      'Your legal rights as a buyer are not affected.',
    ],
  },
  de: {
    selling: [
      'Auf die nächste Packung geben wir Ihnen 5 € nach.',
      'Die Mühle kostet jetzt nur 89,00.',
      'Der neue Filter für 24 Euro passt in Ihre Maschine.',
      'Ab 50 CHF Warenwert reist das Paket auf unsere Kosten.',
      'Geben Sie an der Kasse einfach WILLKOMMEN10 ein.',
      'Mit dem Code FRUEHLING wird die zweite Packung leichter.',
      'Ihr persönlicher Code lautet ada10.',
      'Ein Gutschein liegt für Sie bereit.',
      'Auf alle Bohnen 15 % Rabatt bis Sonntag.',
      'Zwanzig Prozent günstiger bis Ende Mai.',
      'Bis zu 30 % auf alles, was mahlt.',
      'Drei für zwei: 3 für 2 bei allen Filtern.',
      'Alles zum halben Preis, solange der Vorrat reicht.',
      'Im Mai liefern wir versandkostenfrei.',
      'Wir legen Ihnen eine Gratisprobe bei.',
      'Der Sommerschlussverkauf hat begonnen.',
      'Diese Woche ist die Mühle reduziert.',
      'Bestellen Sie gleich, dann ist er am Freitag da.',
      'Hier können Sie wieder bestellen.',
      'Greifen Sie zu, ehe der Winter kommt.',
      'Stöbern Sie in unserem Shop.',
      'Mit einem Klick in den Warenkorb.',
      'Zum Nachbestellen: https://kaffee.example/cart',
      'Mehr unter https://kaffee.example/collections/neu.',
    ],
    plain: [
      'Ihr Paket ist heute früh losgegangen und sollte am Donnerstag da sein.',
      'Die Garantie von zwei Jahren auf Ihre Mühle endet am 12. Mai.',
      'Gekauft haben Sie sie am 3. Juni (Bestellung 1042).',
      'Antworten Sie auf diese Mail, wenn etwas nicht stimmt, wir kümmern uns darum.',
      'Wir reparieren oder ersetzen sie kostenlos, auch die Rücksendung kostet Sie nichts.',
      'Reinigen Sie das Mahlwerk nach je 5 kg, etwa 10 Minuten lang.',
      'Schalten Sie die Maschine aus und warten Sie 30 Sekunden.',
      'Lagern Sie ihn bei 20 Grad und ohne Sonne.',
      'Die Werkstatt ist von 10 bis 16 Uhr offen und im August für 2 Wochen zu.',
      'Sie braucht 12 V, 1,50 m Kabel und einen Schlüssel von 10 mm.',
      'Die Seriennummer steht unter dem Fehlercode E05.',
      'Der QR-Code auf der Schachtel führt zur Anleitung.',
      'Der Tag des Verkaufs steht auf Ihrem Beleg.',
      'Danke für Ihre dritte Bestellung bei uns.',
      'Ihre Bestellung ist unterwegs; ihre Nummer steht oben.',
      'Die Anleitung: https://kaffee.example/pages/entkalken.',
      'Rufen Sie uns vor 17 Uhr an: 040 123 456.',
      'Ihre gesetzlichen Rechte als Käufer bleiben unberührt.',
    ],
  },
} as const;

describe.each(Object.entries(sentences))('sentences of a merchant (%s)', (_, { selling, plain }) => {
  it.each([...selling])('sells: %s', (said) => {
    expect(classOf(said)).toBe('marketing');
  });

  it.each([...plain])('sells nothing: %s', (said) => {
    expect(classOf(said)).toBe('transactional');
  });
});

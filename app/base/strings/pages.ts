import { type Answer, answers } from '~/base/vocabulary/answers';
import type { ActiveKind } from '~/base/vocabulary/kinds';

/** Every word on the pages that customers open from a mail. */
export interface PageStrings {
  readonly lang: 'en' | 'de';
  readonly backToShop: (shop: string) => string;
  readonly yourChoices: string;
  readonly unsubscribe: {
    readonly title: string;
    readonly question: (shop: string) => string;
    readonly button: string;
    readonly keepOrders: string;
    readonly doneTitle: string;
    readonly done: (shop: string) => string;
    readonly changedMind: string;
    readonly plain: string;
  };
  readonly preferences: {
    readonly title: string;
    readonly intro: (shop: string) => string;
    readonly saved: string;
    readonly kinds: Record<ActiveKind, { readonly label: string; readonly hint: string }>;
    readonly kindsLegend: string;
    /** Of all, or of single kinds: what is chosen cannot come, since nobody subscribed. */
    readonly notSubscribed: (shop: string) => string;
    readonly kindsLegendThen: string;
    readonly notThisYet: string;
    readonly howOftenLegend: string;
    readonly usual: string;
    readonly fewer: string;
    readonly pauseLegend: string;
    readonly noPause: string;
    readonly keepPause: (until: string) => string;
    readonly pauseDays: (days: number) => string;
    readonly save: string;
    readonly noneTitle: string;
    readonly noneText: string;
    readonly noneButton: string;
    readonly stoppedTitle: string;
    readonly stoppedText: (shop: string) => string;
    readonly againButton: string;
    readonly againDone: string;
    readonly newestMail: string;
  };
  readonly answer: {
    readonly supplyTitle: (item: string) => string;
    readonly productTitle: (item: string) => string;
    readonly orderTitle: (order: string) => string;
    readonly intro: string;
    /** Where the mail spoke of more than one thing. */
    readonly onlyAbout: (item: string) => string;
    readonly others: string;
    readonly othersThen: string;
    readonly options: Record<Answer, { readonly label: string; readonly hint: string }>;
    /** In place of the words about "still have plenty", where nobody asks again. */
    readonly lastTime: { readonly hint: string; readonly thanks: string };
    readonly askAgainIn: string;
    readonly inDays: (days: number) => string;
    readonly send: string;
    readonly pick: string;
    readonly thanksTitle: string;
    readonly thanks: Record<Exclude<Answer, 'still_plenty'>, string>;
    /** Thanks for "still have plenty". */
    readonly rests: (days: number) => string;
    readonly orderNow: string;
    readonly somethingWrongLabel: string;
    readonly whichItem: string;
    readonly wholeOrder: string;
  };
  /** Of a reorder link. */
  readonly soldOut: { readonly title: string; readonly text: (items: string) => string };
  readonly broken: { readonly title: string; readonly text: string };
  readonly tooMany: { readonly title: string; readonly text: string };
  readonly tooLarge: { readonly title: string; readonly text: string };
  readonly notNow: { readonly title: string; readonly text: string };
}

const en: PageStrings = {
  lang: 'en',
  backToShop: (shop) => `Go to ${shop}`,
  yourChoices: 'Choose what you get instead',
  unsubscribe: {
    title: 'Unsubscribe',
    question: (shop) => `Do you want no more mail from ${shop}?`,
    button: 'Yes, unsubscribe me',
    keepOrders: 'You will still hear from us about orders that you place.',
    doneTitle: 'You are unsubscribed',
    done: (shop) => `${shop} will not write to you any more, except about orders that you place.`,
    changedMind: 'Changed your mind?',
    plain: 'You are unsubscribed.',
  },
  preferences: {
    title: 'Your mail',
    intro: (shop) => `Choose what ${shop} writes to you about.`,
    saved: 'Your choices are saved.',
    kindsLegend: 'What you get',
    notSubscribed: (shop) =>
      `You have not subscribed to mail from ${shop}, so some of it does not reach you; mail about orders that you place does. Your choices here are kept and count once you subscribe. A tick does not subscribe you.`,
    kindsLegendThen: 'What you would like to get',
    notThisYet: 'You do not get this at present: it goes to subscribers only.',
    kinds: {
      'running-low': {
        label: 'Before something runs out',
        hint: 'A reminder when what you bought is probably almost used up.',
      },
      'thank-you': { label: 'A thank-you', hint: 'A short note after your first order, and now and then.' },
      'warranty-expiry': {
        label: 'Before a warranty ends',
        hint: 'So that you can check in time whether everything still works.',
      },
    },
    howOftenLegend: 'How often',
    usual: 'As it comes, a few times a month at most',
    fewer: 'Less often',
    pauseLegend: 'Take a break',
    noPause: 'No break',
    keepPause: (until) => `Until ${until}`,
    pauseDays: (days) => `Write nothing for ${days} days`,
    save: 'Save',
    noneTitle: 'Nothing at all',
    noneText: 'Mail about orders that you place still reaches you.',
    noneButton: 'Unsubscribe from everything',
    stoppedTitle: 'You are unsubscribed',
    stoppedText: (shop) => `${shop} writes to you only about orders that you place.`,
    againButton: 'Write to me again',
    againDone: 'Thank you. You will hear from us again.',
    newestMail: 'To hear from us again, please use the link in the newest mail that you got from us.',
  },
  answer: {
    supplyTitle: (item) => `How is it going with ${item}?`,
    productTitle: (item) => `Does everything work with ${item}?`,
    orderTitle: (order) => `How did it go with order ${order}?`,
    intro: 'Please choose what fits. One answer is enough.',
    onlyAbout: (item) => `Your answer is about ${item} alone.`,
    others: 'The same mail also spoke of these. Tell us about them, too:',
    othersThen: 'And these?',
    options: {
      still_plenty: { label: 'I still have plenty', hint: 'We ask again later.' },
      running_out_sooner: { label: 'I am out, or nearly out', hint: 'We write earlier next time.' },
      not_for_me: { label: 'Not for me any more', hint: 'No more reminders about this.' },
      arrived: { label: 'It has arrived', hint: '' },
      not_arrived: { label: 'It has not arrived', hint: 'A person looks into it.' },
      stuck: { label: 'I need help with it', hint: 'A person gets back to you.' },
      something_wrong: { label: 'Something is wrong', hint: 'A person gets back to you.' },
      all_fine: { label: 'All fine', hint: '' },
    },
    lastTime: {
      hint: 'We do not ask again before your next order.',
      thanks: 'Good to know. We will not ask again before your next order.',
    },
    askAgainIn: 'Ask me again in',
    inDays: (days) => `${days} days`,
    send: 'Send',
    pick: 'Please choose an answer.',
    thanksTitle: 'Thank you',
    thanks: {
      running_out_sooner: 'Good to know. Next time we write earlier.',
      not_for_me: 'You will get no more reminders about this.',
      arrived: 'Good to hear.',
      not_arrived: 'A person looks into it and gets back to you.',
      stuck: 'A person gets back to you.',
      something_wrong: 'We are sorry. A person gets back to you.',
      all_fine: 'Good to hear.',
    },
    rests: (days) =>
      `Good to know. We will not remind you of it for ${days === 1 ? 'a day' : `${days} days`}.`,
    orderNow: 'Order it again',
    somethingWrongLabel: 'What happened? (optional)',
    whichItem: 'If something is wrong: with what? (optional)',
    wholeOrder: 'The whole order',
  },
  soldOut: {
    title: 'Not available at the moment',
    text: (items) => `We are sorry: ${items} cannot be ordered just now. The shop shows what else there is.`,
  },
  broken: {
    title: 'This link does not work',
    text: 'It may be incomplete, or too old. Please use the link in the newest mail from the shop, or answer that mail.',
  },
  tooMany: {
    title: 'One moment, please',
    text: 'Those were many requests at once. Please try again in a minute.',
  },
  tooLarge: { title: 'That was too long', text: 'Please go back and shorten what you wrote.' },
  notNow: {
    title: 'This did not work just now',
    text: 'Nothing was lost and nothing was changed. Please try again in a minute.',
  },
};

const de: PageStrings = {
  lang: 'de',
  backToShop: (shop) => `Zu ${shop}`,
  yourChoices: 'Lieber auswählen, was kommt',
  unsubscribe: {
    title: 'Abmelden',
    question: (shop) => `Möchten Sie keine E-Mails mehr von ${shop}?`,
    button: 'Ja, bitte abmelden',
    keepOrders: 'Zu Ihren Bestellungen hören Sie weiterhin von uns.',
    doneTitle: 'Sie sind abgemeldet',
    done: (shop) => `${shop} schreibt Ihnen nicht mehr, außer zu Ihren Bestellungen.`,
    changedMind: 'Doch anders überlegt?',
    plain: 'Sie sind abgemeldet.',
  },
  preferences: {
    title: 'Ihre E-Mails',
    intro: (shop) => `Wählen Sie aus, wozu ${shop} Ihnen schreibt.`,
    saved: 'Ihre Auswahl ist gespeichert.',
    kindsLegend: 'Was Sie bekommen',
    notSubscribed: (shop) =>
      `Sie haben die E-Mails von ${shop} nicht abonniert, darum kommt ein Teil davon nicht zu Ihnen; E-Mails zu Ihren Bestellungen kommen an. Ihre Auswahl wird aufgehoben und gilt, sobald Sie abonnieren. Ein Häkchen ist noch keine Anmeldung.`,
    kindsLegendThen: 'Was Sie bekommen möchten',
    notThisYet: 'Das bekommen Sie zurzeit nicht: Es geht nur an Abonnenten.',
    kinds: {
      'running-low': {
        label: 'Bevor etwas zur Neige geht',
        hint: 'Eine Erinnerung, wenn Ihr Vorrat wohl bald aufgebraucht ist.',
      },
      'thank-you': {
        label: 'Ein Dankeschön',
        hint: 'Ein kurzer Gruß nach der ersten Bestellung und ab und zu.',
      },
      'warranty-expiry': {
        label: 'Bevor eine Garantie endet',
        hint: 'Damit Sie rechtzeitig prüfen können, ob noch alles funktioniert.',
      },
    },
    howOftenLegend: 'Wie oft',
    usual: 'Wie es sich ergibt, höchstens ein paar Mal im Monat',
    fewer: 'Seltener',
    pauseLegend: 'Eine Pause',
    noPause: 'Keine Pause',
    keepPause: (until) => `Bis ${until}`,
    pauseDays: (days) => `${days} Tage lang nichts schreiben`,
    save: 'Speichern',
    noneTitle: 'Gar nichts mehr',
    noneText: 'E-Mails zu Ihren Bestellungen kommen weiterhin an.',
    noneButton: 'Von allem abmelden',
    stoppedTitle: 'Sie sind abgemeldet',
    stoppedText: (shop) => `${shop} schreibt Ihnen nur noch zu Ihren Bestellungen.`,
    againButton: 'Schreiben Sie mir wieder',
    againDone: 'Vielen Dank. Sie hören wieder von uns.',
    newestMail:
      'Wenn Sie wieder von uns hören möchten, nehmen Sie bitte den Link in der neuesten E-Mail, die Sie von uns bekommen haben.',
  },
  answer: {
    supplyTitle: (item) => `Wie steht es mit ${item}?`,
    productTitle: (item) => `Funktioniert alles mit ${item}?`,
    orderTitle: (order) => `Wie war es mit der Bestellung ${order}?`,
    intro: 'Bitte wählen Sie, was zutrifft. Eine Antwort genügt.',
    onlyAbout: (item) => `Ihre Antwort gilt nur für ${item}.`,
    others: 'In derselben Mail ging es auch hierum. Sagen Sie uns auch dazu Bescheid:',
    othersThen: 'Und hiermit?',
    options: {
      still_plenty: { label: 'Ich habe noch genug', hint: 'Wir fragen später wieder.' },
      running_out_sooner: {
        label: 'Es ist fast oder ganz aufgebraucht',
        hint: 'Beim nächsten Mal schreiben wir früher.',
      },
      not_for_me: { label: 'Ist nichts mehr für mich', hint: 'Keine Erinnerungen mehr dazu.' },
      arrived: { label: 'Es ist angekommen', hint: '' },
      not_arrived: { label: 'Es ist nicht angekommen', hint: 'Ein Mensch kümmert sich darum.' },
      stuck: { label: 'Ich brauche Hilfe damit', hint: 'Ein Mensch meldet sich bei Ihnen.' },
      something_wrong: { label: 'Etwas stimmt nicht', hint: 'Ein Mensch meldet sich bei Ihnen.' },
      all_fine: { label: 'Alles in Ordnung', hint: '' },
    },
    lastTime: {
      hint: 'Bis zu Ihrer nächsten Bestellung fragen wir nicht noch einmal.',
      thanks: 'Gut zu wissen. Bis zu Ihrer nächsten Bestellung fragen wir nicht noch einmal.',
    },
    askAgainIn: 'Wieder fragen in',
    inDays: (days) => `${days} Tagen`,
    send: 'Absenden',
    pick: 'Bitte wählen Sie eine Antwort.',
    thanksTitle: 'Vielen Dank',
    thanks: {
      running_out_sooner: 'Gut zu wissen. Beim nächsten Mal schreiben wir früher.',
      not_for_me: 'Sie bekommen dazu keine Erinnerungen mehr.',
      arrived: 'Das freut uns.',
      not_arrived: 'Ein Mensch kümmert sich darum und meldet sich bei Ihnen.',
      stuck: 'Ein Mensch meldet sich bei Ihnen.',
      something_wrong: 'Das tut uns leid. Ein Mensch meldet sich bei Ihnen.',
      all_fine: 'Das freut uns.',
    },
    rests: (days) =>
      `Gut zu wissen. Wir erinnern Sie ${days === 1 ? 'einen Tag' : `${days} Tage`} lang nicht daran.`,
    orderNow: 'Wieder bestellen',
    somethingWrongLabel: 'Was ist passiert? (freiwillig)',
    whichItem: 'Falls etwas nicht stimmt: Was betrifft es? (freiwillig)',
    wholeOrder: 'Die ganze Bestellung',
  },
  soldOut: {
    title: 'Zurzeit nicht erhältlich',
    text: (items) =>
      `Es tut uns leid: ${items} kann gerade nicht bestellt werden. Was es sonst gibt, sehen Sie im Shop.`,
  },
  broken: {
    title: 'Dieser Link funktioniert nicht',
    text: 'Vielleicht ist er unvollständig oder zu alt. Bitte nehmen Sie den Link aus der neuesten E-Mail des Shops, oder antworten Sie darauf.',
  },
  tooMany: {
    title: 'Einen Moment bitte',
    text: 'Das waren viele Anfragen auf einmal. Bitte versuchen Sie es in einer Minute wieder.',
  },
  tooLarge: { title: 'Das war zu lang', text: 'Bitte gehen Sie zurück und kürzen Sie Ihren Text.' },
  notNow: {
    title: 'Das hat gerade nicht geklappt',
    text: 'Nichts ging verloren, nichts wurde geändert. Bitte versuchen Sie es in einer Minute wieder.',
  },
};

/** The first of these languages that the pages speak; English otherwise. Takes tags such as "de-AT". */
export function pageStrings(...locales: readonly (string | null | undefined)[]): PageStrings {
  for (const locale of locales) {
    const language = locale?.slice(0, 2).toLowerCase();
    if (language === 'de') return de;
    if (language === 'en') return en;
  }
  return en;
}

/** Each answer as the buyer read and tapped it: the merchant is told the same words. */
export function answerNames(locale: PageStrings['lang']): Record<Answer, string> {
  const { options } = pageStrings(locale).answer;
  return Object.fromEntries(answers.map((answer) => [answer, options[answer].label])) as Record<
    Answer,
    string
  >;
}

export const pageLanguages: readonly PageStrings[] = [en, de];

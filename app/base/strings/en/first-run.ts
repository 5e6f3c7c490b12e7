import { counted } from '~/base/strings/counted';
import { percentEn } from '~/base/strings/write-percent';
import type { FirstRunStep } from '~/base/vocabulary/first-run';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

const knownEn = (known: number) =>
  known === 0
    ? ', none of which is known yet'
    : `, ${many(known, 'of which is known already and stays as it is', 'of which are known already and stay as they are')}`;

/** Every word of the first run in English. */
export const firstRunEn = {
  title: 'Set up Carafe',
  steps: 'Steps',
  progress: (at: number, of: number) => `Step ${at} of ${of}`,
  why: 'Why this step',
  next: 'Save and go on',
  goOn: 'Go on',
  skip: 'Later',
  back: 'Back',
  finish: 'Start',
  leaveAbout: 'You can leave at any time; you come back to this step.',
  done: 'Done',
  left: 'Left for later',
  finished: 'Carafe is set up',
  leftOff: 'Left as it is: go on whenever you like',
  names: {
    welcome: 'What Carafe will do',
    sender: 'Who writes',
    'mail-server': 'Mail server',
    history: 'Your history',
    found: 'What was found',
    lasting: 'How long things last',
    neighbours: 'Other mail, and whom never',
    kinds: 'What to write about',
  } satisfies Record<FirstRunStep, string>,
  reasons: {
    welcome: 'So that nothing happens that you did not expect.',
    sender:
      'Customers should see a name they know. The postal address at the foot of a mail is the law in most countries, and mail servers put mail from unchecked domains into the spam folder.',
    'mail-server':
      'Mails leave in your name. A test now shows at once what would else be found out by a customer.',
    history:
      'Carafe learns from your orders how long each customer’s purchases last. Shopify gives many apps the last 60 days only; your own export brings what lies before your oldest order here.',
    found: 'What can be done depends on what your store knows. Here it is, without embellishment.',
    lasting:
      'You know your products; a few numbers from you are worth months of waiting for customers to come back.',
    neighbours: 'Nobody likes to hear the same thing twice, and some people should not be written to at all.',
    kinds: 'Start small. Every message waits for your word at first, and each says why it was planned.',
  } satisfies Record<FirstRunStep, string>,
  untested: {
    title: 'No test of the connection has passed yet',
    about:
      'Your mail server is saved. Press “Test the connection” to see whether it works; if something is wrong, no mail will leave.',
    goOn: 'Go on without a test',
  },
  welcome: {
    lead: 'Carafe writes to your customers at the right moment, as a good shopkeeper would, and can say for each message why.',
    does: [
      'Learns from your own orders when each customer will run out, when a warranty ends, and when a thank-you is due.',
      'Shows you every message beforehand, with its reason. The first 25 of each kind wait for your word.',
      'Writes in your name, through your own mail server if you enter one, and never in your customers’ quiet hours.',
    ],
    never: 'What it never does',
    nevers: [
      'Write without the consent that the customer’s country asks for, to somebody who unsubscribed, or to somebody with an open complaint. Only mails about an order or a warranty are exempt: they sell nothing and need no consent.',
      'Send a message twice.',
      'Change your orders, products or prices.',
    ],
    time: 'This takes about ten minutes. Nothing is sent before the last step.',
    start: 'Begin',
  },
  history: {
    none: 'Loading has not begun. It starts by itself within a minute.',
    finished: 'Your store’s history is loaded.',
    stay: 'You can go on; loading continues without you.',
  },
  importing: {
    title: 'What lies before',
    titleLater: 'Older orders',
    about:
      'In Shopify, open Orders, choose “Export”, “All orders”, “CSV for Excel, Numbers …”. Shopify mails you the file. Its orders teach Carafe; nobody is written to because of them.',
    drop: 'Choose the order export (CSV)',
    reading: 'Reading…',
    savedAnew:
      'A spreadsheet has saved this file anew, with other signs between its columns; days and amounts may be written in another way, too. Choose the file as Shopify mailed it.',
    nothingInIt: 'There is nothing in this file.',
    noExport: (missing: string) => `This is not Shopify’s order export: it lacks the columns ${missing}.`,
    bring: {
      whole: (orders: number, known: number) =>
        `The file has ${many(orders, 'order', 'orders')}${knownEn(known)}.`,
      beginning: (orders: number, known: number) =>
        `The beginning of the file has ${many(orders, 'order', 'orders')}${knownEn(known)}.`,
      rest: (orders: number, known: number) =>
        `The rest of the file has ${many(orders, 'order', 'orders')}${knownEn(known)}.`,
      next: (orders: number, known: number) =>
        `The next part of the file has ${many(orders, 'order', 'orders')}${knownEn(known)}.`,
    },
    begun: (percent: number) =>
      `The import of this file was left off at ${percentEn(percent)}; it goes on from there.`,
    readBefore: (at: string) =>
      `This very file was read before (${at}) and is not read a second time. What came of it then:`,
    unmatched: (lines: number, of: number) =>
      of === 0
        ? 'No line of it can be read.'
        : lines === 0
          ? 'Every line that can be read was found among your products.'
          : `${lines.toLocaleString('en')} of ${many(of, 'line', 'lines')} ${lines === 1 ? 'fits no product of yours by SKU or name; it counts' : 'fit no product of yours by SKU or name; they count'} as an order, but for no product.`,
    order: (name: string, on: string, items: number) => `${name}, ${on}, ${many(items, 'line', 'lines')}`,
    known: 'known already',
    start: 'Import',
    other: 'Choose another file',
    progress: (percent: number, orders: string) =>
      `${percentEn(percent)} of the file, ${counted(orders, 'new order', 'new orders')} so far.`,
    stay: 'Keep this page open while the file is read.',
    paused: 'The import stopped on the way. Choose the same file again: it goes on where it was.',
    failed: 'The connection broke. Nothing is lost.',
    goOn: 'Go on',
    done: (orders: string, known: string) =>
      `Imported: ${counted(orders, 'new order', 'new orders')}; ${counted(known, 'was', 'were')} known already.`,
    errors: (count: number) => `${many(count, 'line was', 'lines were')} left out`,
    errorsAhead: (count: number) => `${many(count, 'line', 'lines')} will be left out`,
    errorAt: (line: number, why: string) => `Line ${line.toLocaleString('en')}: ${why}`,
    cut: (line: number) => `From line ${line.toLocaleString('en')} on nothing can be read`,
    cutAbout:
      'The quotation marks or columns there do not match, so that it cannot be told apart from what is behind it. Mend the file and choose it again.',
    nothingLoaded: 'Nothing of this file was loaded.',
    errorWhy: {
      'no-name': 'the order’s name is missing.',
      date: 'the day of the order cannot be read.',
      quantity: 'the quantity is no whole number above 0, or the product’s name is missing.',
      amount: 'an amount is none, or larger than any order’s.',
      'without-order': 'no line with this order’s day stands above it.',
      'other-order': 'another line gives this order’s name with another Id, or this Id with another name.',
      twice: 'it belongs to a copy: the order stands in the file more than once.',
    } as Record<string, string>,
  },
  found: {
    customers: (count: number) => many(count, 'customer with an order', 'customers with an order'),
    orders: (count: number, since: string) => `${many(count, 'order', 'orders')}, the oldest of ${since}`,
    counting: 'Your customers are being counted …',
    countingAgain: 'They are being counted again …',
    countedAt: (at: string) => `These numbers are of ${at}.`,
    notCounted: 'Your customers could not be counted',
    notCountedAgain: 'These numbers could not be brought up to date',
    trouble: {
      late: 'A big shop is counted in the background, and no answer came in a minute and a half: that part of Carafe stands still, is busy, or failed. Try again; if it stays so, whoever runs Carafe for you should see whether its worker runs, and what its log says. You can go on meanwhile, nothing waits for these numbers.',
      'queue-away':
        'A big shop is counted in the background, and what wakes that part of Carafe, its job queue, does not answer. Try again in a few minutes; if it stays so, whoever runs Carafe for you should look at that queue. You can go on meanwhile, nothing waits for these numbers.',
      failed:
        'Carafe did not answer. See whether you are connected, and try again. You can go on meanwhile, nothing waits for these numbers.',
    },
    again: 'Try again',
    noOrders: 'No orders yet. Carafe learns from the first ones as they come.',
    stillLoading: 'Your history is still loading; these numbers will grow.',
    may: (may: string, all: string, kind: string) =>
      `${may} of ${counted(all, 'customer', 'customers')} may get “${kind}”`,
    forecast: (count: string) =>
      `For ${count} of them Carafe can already say when they will likely run out of something.`,
    refused: (parts: string) => `The others: ${parts}.`,
    refusedBecause: {
      'no-consent': (count: string) => `${counted(count, 'has', 'have')} not agreed to such mail`,
      suppressed: (count: string) => `${count} unsubscribed or cannot be reached`,
      'never-write': (count: string) =>
        `${counted(count, 'is a company or carries', 'are companies or carry')} a tag of yours`,
      'no-address': (count: string) => `${counted(count, 'has', 'have')} no e-mail address`,
    } as Record<string, (count: string) => string>,
    refusedOther: (count: string) => `${count} for another reason`,
    delivered: (percent: number, seen: string) =>
      `The day of delivery is known for ${percentEn(percent)} of your last ${counted(seen, 'parcel', 'parcels')}; for the others it is estimated and never claimed in a mail.`,
    noParcels: 'No parcels yet, so the days of delivery are estimated.',
    products: (usedUp: number, unknown: number, durable: number) =>
      `${many(usedUp, 'product is', 'products are')} known to be used up, and ${durable.toLocaleString('en')} to last. Of ${many(unknown, 'other', 'others')} it is not known yet: Carafe learns it from the customers who come back.`,
    warrantyNeeded: 'It goes out once products have a warranty.',
    warranty: (count: number) =>
      count === 0
        ? 'No product has a warranty yet.'
        : `${many(count, 'product has', 'products have')} a warranty.`,
    advice: 'What this means',
    advise: {
      few: 'Begin with thank-yous: they need no history. Reminders follow by themselves as customers come back.',
      consent:
        'Few customers may get reminders. Offer the newsletter at the checkout; a warranty notice and order matters need no consent.',
      good: 'There is enough to begin with reminders as soon as you have said how long your best sellers last.',
    },
    whyMay:
      'Consent as told by Shopify, the country’s rule, and your own “whom never” were asked for each customer.',
    whyDelivered: 'Parcels of your newest 3,000 orders for which the carrier told the day.',
  },
  lasting: {
    about:
      'Your best sellers. How long does one item last one person? A guess is fine; Carafe corrects it as customers come back.',
    days: 'Days for one',
    daysFor: (title: string) => `Days that one “${title}” lasts`,
    not: 'Not used up',
    notFor: (title: string) => `“${title}” is not used up`,
    learnt: (days: string, customers: number) =>
      customers === 1
        ? `One customer came back after about ${counted(days, 'day', 'days')}.`
        : `Customers came back after about ${counted(days, 'day', 'days')} (${customers.toLocaleString('en')} of them).`,
    atOnce: (items: string) => `That is for ${items} at a time, not for one.`,
    unknown: 'Nothing known yet.',
    empty: 'Your best sellers appear here once orders are loaded.',
    range: (least: string, most: string) =>
      `Enter days between ${least} and ${most}, with no comma or point between thousands.`,
  },
  neighbours: {
    othersTitle: 'Does another tool already send these?',
    othersAbout:
      'Klaviyo, Shopify Messaging, a review app, your shipping app … Carafe then leaves these out. Usually none.',
    others: {
      'thank-you': 'A thank-you after an order',
      'warranty-expiry': 'A reminder before a warranty ends',
      'running-low': 'A reminder to reorder',
    },
    campaignTitle: 'On which weekdays do your campaigns go out?',
    campaignAbout:
      'On these days Carafe sends no marketing, so that nobody hears from you twice. At most six; usually none.',
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    relay:
      'Relay addresses of marketplaces (Amazon, eBay, Etsy and the like) are never written to; their buyers are not yours to write to.',
  },
  kinds: {
    about:
      'Each of these starts in review: its first 25 messages, and all of its first 14 days, wait for your word.',
    noneChosen: 'Nothing is chosen yet. Tick at least one, or press “Later”.',
    suggested: 'A good first one',
    others: 'Another tool of yours sends this',
    isOn: 'On',
    meTitle: 'Send everything to me instead, for a week',
    meAbout:
      'You get every mail that a customer would have got, clearly marked. After the week mails go to your customers; each still waits for your word while in review.',
    meField: 'Your e-mail address',
    meUntil: (on: string) => `Until ${on}. You can end it sooner in the settings.`,
    meOpen: 'Until you end it in the settings.',
    meNeeds: 'Enter your address, or untick this.',
    notReady: 'Nothing can leave yet:',
    missing: {
      sender: 'name and e-mail address of the sender',
      address: 'your postal address',
      smtp: 'a mail server',
    } as Record<string, string>,
    goTo: (step: string) => `Go to “${step}”`,
  },
};

export type FirstRunStrings = typeof firstRunEn;

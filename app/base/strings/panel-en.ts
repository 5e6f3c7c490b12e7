import { counted } from '~/base/strings/counted';
import { accuracyEn } from '~/base/strings/en/accuracy';
import { blocksEn } from '~/base/strings/en/blocks';
import { complaintsEn } from '~/base/strings/en/complaints';
import { dryRunEn } from '~/base/strings/en/dry-run';
import { firstRunEn } from '~/base/strings/en/first-run';
import { holdoutEn } from '~/base/strings/en/holdout';
import { intakeEn } from '~/base/strings/en/intake';
import { kindsEn } from '~/base/strings/en/kinds';
import { lastMonthEn } from '~/base/strings/en/last-month';
import { listsEn } from '~/base/strings/en/lists';
import { mailboxEn } from '~/base/strings/en/mailbox';
import { moreSettingsEn } from '~/base/strings/en/more-settings';
import { notesEn } from '~/base/strings/en/notes';
import { productsEn } from '~/base/strings/en/products';
import { reachEn } from '~/base/strings/en/reach';
import { reportsEn } from '~/base/strings/en/reports';
import { segmentEn } from '~/base/strings/en/segment';
import { senderDomainEn } from '~/base/strings/en/sender-domain';
import { settingAboutEn } from '~/base/strings/en/setting-about';
import { shopDataEn } from '~/base/strings/en/shop-data';
import { stoppedEn } from '~/base/strings/en/stopped';
import { teamEn } from '~/base/strings/en/team';
import { templatesEn } from '~/base/strings/en/templates';
import { whysEn } from '~/base/strings/en/whys';
import { workEn } from '~/base/strings/en/work';
import { percentEn } from '~/base/strings/write-percent';
import type { ConsentState, ReorderStatus, SuppressionReason } from '~/base/vocabulary/customers';
import type { ActiveKind, Kind, KindMode } from '~/base/vocabulary/kinds';
import type { MessageState } from '~/base/vocabulary/message-states';
import type { OrderPurpose } from '~/base/vocabulary/orders';

/** A count that may have stopped at its bound. */
const orMore = (count: number, capped: boolean) => `${count.toLocaleString('en')}${capped ? ' or more' : ''}`;

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** Every word of the panel in English. German has the same shape, which the compiler demands. */
export const panelEn = {
  blocks: blocksEn,
  segment: segmentEn,
  intake: intakeEn,
  lists: listsEn,
  whys: whysEn,
  complaints: complaintsEn,
  notes: notesEn,
  mailbox: mailboxEn,
  dryRun: dryRunEn,
  firstRun: firstRunEn,
  lastMonth: lastMonthEn,
  moreSettings: moreSettingsEn,
  settingAbout: settingAboutEn,
  reach: reachEn,
  shopData: shopDataEn,
  senderDomain: senderDomainEn,
  stopped: stoppedEn,
  holdout: holdoutEn,
  team: teamEn,
  templates: templatesEn,
  work: workEn,
  reports: reportsEn,
  nav: {
    home: 'Home',
    customers: 'Customers',
    products: 'Products',
    queue: 'Queue',
    work: 'For your people',
    reports: 'Reports',
    templates: 'Templates',
    settings: 'Settings',
  },
  accuracy: accuracyEn,
  products: productsEn,

  kinds: kindsEn,
  kindAbout: {
    'running-low':
      'Writes shortly before a customer uses up what they bought, with a link that reorders it in one step.',
    'warranty-expiry':
      'Reminds customers 30 days before a warranty ends, and 7 days before if they have not answered, so that a fault is reported in time.',
    'thank-you': 'Thanks a customer after the first order, then after the 5th, 10th and every 10th.',
  } as Partial<Record<Kind, string>>,
  states: {
    planned: 'Planned',
    awaiting_approval: 'Waiting for you',
    held: 'Held',
    sending: 'Sending',
    sent: 'Sent',
    skipped: 'Skipped',
    expired: 'No longer useful',
    cancelled: 'Cancelled',
    failed: 'Not delivered',
    unconfirmed: 'Unconfirmed',
  } satisfies Record<MessageState, string>,
  statuses: {
    learning: 'Learning',
    on_time: 'On time',
    due: 'Due',
    late: 'Late',
    lapsed: 'Lapsed',
  } satisfies Record<ReorderStatus, string>,
  statusAbout: {
    learning: 'Too few orders to know their rhythm yet.',
    on_time: 'Their next order is not expected yet.',
    due: 'Their next order is expected about now.',
    late: 'Their next order is later than usual.',
    lapsed: 'They have broken their own rhythm.',
  } satisfies Record<ReorderStatus, string>,
  consents: {
    SUBSCRIBED: 'Subscribed',
    NOT_SUBSCRIBED: 'Not subscribed',
    UNSUBSCRIBED: 'Unsubscribed',
    PENDING: 'Not confirmed yet',
    REDACTED: 'Erased',
    INVALID: 'Address not valid',
    UNKNOWN: 'Not known',
  } satisfies Record<ConsentState, string>,
  suppressions: {
    unsubscribe: 'Unsubscribed by a link in a mail',
    hard_bounce: 'The address does not exist',
    soft_bounces: 'Mail kept coming back',
    spam_report: 'Marked a mail as spam',
    manual: 'Stopped by your staff',
    redacted: 'Erased at their request',
  } satisfies Record<SuppressionReason, string>,
  purposes: {
    purchase: 'Order',
    replacement: 'Replacement',
    sample: 'Sample',
    gift: 'Gift',
    test: 'Test order',
  } satisfies Record<OrderPurpose, string>,
  modes: { off: 'Off', review: 'Review each', on: 'On' } satisfies Record<KindMode, string>,

  common: {
    guest: 'Customer without a name',
    preview: 'Preview',
    hidePreview: 'Hide preview',
    approve: 'Approve',
    skip: 'Skip',
    move: 'Move',
    sendNow: 'Send now',
    undo: 'Undo',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    discard: 'Discard',
    more: 'More actions',
    next: 'Next',
    previous: 'Previous',
    why: 'Why?',
    today: 'Today',
    orders: (count: number) => many(count, 'order', 'orders'),
    days: (count: number) => many(count, 'day', 'days'),
    capped: (count: number) => `${count.toLocaleString('en')}+`,
    ago: {
      now: 'just now',
      minutes: (count: number) => many(count, 'minute ago', 'minutes ago'),
      hours: (count: number) => many(count, 'hour ago', 'hours ago'),
      days: (count: number) => many(count, 'day ago', 'days ago'),
    },
    timeLeft: {
      seconds: 'Less than a minute left.',
      minutes: (count: number) => `About ${many(count, 'minute', 'minutes')} left.`,
      hours: (count: number) => `About ${many(count, 'hour', 'hours')} left.`,
    },
    loading: 'Loading',
  },

  home: {
    title: 'Home',
    paused: 'Everything is paused',
    pausedBy: (since: string) =>
      `Paused since ${since}. No mail leaves; planned messages keep their place and are judged again when you resume.`,
    sendAllTo: (address: string) => `Every mail goes to ${address} instead of to customers`,
    sendAllToUntil: (on: string) =>
      `Up to and including ${on}; from the day after, mails go to your customers.`,
    sendAllToOpen: 'Until you end it in the settings. No customer gets a mail while this is so.',
    sendAllToAction: 'Change in settings',
    unconfirmed: (count: number, capped: boolean) =>
      count === 1
        ? 'One mail may or may not have arrived'
        : `${orMore(count, capped)} mails may or may not have arrived`,
    unconfirmedAbout:
      'The connection to the mail server broke at the very moment of handing over. Carafe never sends such a mail twice by itself: you decide.',
    unconfirmedAction: 'Look at them',
    backfill: {
      title: 'Loading your store’s history',
      waiting: 'Shopify was asked for your products, customers and orders. This usually takes a few minutes.',
      exporting: (count: string) =>
        `Shopify is preparing the export: ${counted(count, 'record', 'records')} so far.`,
      loading: (loaded: string, total: string) =>
        `${loaded} of ${counted(total, 'record', 'records')} loaded.`,
      done: (total: string) => `Your store’s history is loaded: ${counted(total, 'record', 'records')}.`,
      noOrders:
        'Your store has no orders yet. As soon as the first ones come, Carafe learns from them by itself.',
      retrying: 'The last try did not get through. Carafe tries again by itself; what is loaded stays.',
      failed: (subjects: string) => `Loading stopped before its end: ${subjects}.`,
      because: {
        cut: 'Several times in a row, the file that Shopify handed over ended too early.',
        damaged: 'Several times in a row, the file that Shopify handed over could not be read.',
        denied:
          'Shopify does not let Carafe read this data. Look at the app’s permissions in the Shopify admin first, then at its access to protected customer data in Shopify’s Dev Dashboard.',
        noAccess:
          'Shopify no longer accepts Carafe’s access to your store. Opening Carafe in the Shopify admin renews it; loading then goes on by itself.',
        notSaved: 'Carafe could not save what it had read. Whoever runs Carafe for you can find out why.',
        other: (code: string) => `Shopify’s word for it: ${code}.`,
      },
      failedNote:
        'What is loaded stays, and nothing is lost. Carafe knows only a part of your history until it is all there.',
      tryAgain: 'Try again',
      subjects: {
        products: 'Products',
        customers: 'Customers',
        orders: 'Orders',
      } as Record<string, string>,
      closeNote: 'You can leave this page; it goes on without you.',
    },
    setUp: {
      title: 'Before the first mail',
      titleLater: 'Your set-up',
      progress: (done: number, total: number) => `${done} of ${total} done`,
      open: 'Open',
      steps: {
        sender: {
          title: 'Say who writes',
          about: 'Customers see this name and address, and their replies reach you there.',
        },
        address: {
          title: 'Add your postal address',
          about: 'The law in most countries asks for one at the foot of every mail.',
        },
        smtp: {
          title: 'Connect your mail server',
          about: 'Mails leave in your name. A test shows at once whether it works.',
        },
        kinds: {
          title: 'Choose what Carafe writes about',
          about: 'Each kind starts in review: its messages wait for your word.',
        },
      },
      untested: {
        title: 'Test your mail server',
        about:
          'It is stored, but nobody has tested the connection. If something about it is wrong, no mail will leave.',
      },
      relay: 'Mails leave by your installation’s mail server',
    },
    next: {
      title: 'What happens next',
      first: (when: string) => `The first message is due ${when}.`,
      planning:
        'Carafe is planning now, customer by customer. The first messages appear here and in the queue within minutes.',
      none: 'No message is due yet. This is when the first are expected:',
      expect: {
        'running-low': 'some days before a customer is likely to run out of something.',
        'warranty-expiry': '30 days before the warranty of a product ends.',
        'thank-you': 'the next working morning after a customer’s first order.',
      } satisfies Record<ActiveKind, string>,
      lacksWarranties: 'none can come yet, since no product has a warranty.',
      enterWarranties: 'Enter warranties',
      lacksProducts: 'none can come yet, since the store has no product.',
      waits:
        'Each waits for your word first, on this page and in the queue; what you do not approve does not leave.',
      leaves: 'Until it leaves you find it in the queue, with its reason; there you can move or skip it.',
    },
    week: {
      title: 'This week',
      about: 'What leaves in the next seven days, as planned now.',
      allPaused:
        'What would leave in the next seven days but for the pause. Nothing leaves until you resume.',
      kindsPaused: (names: string) => `Paused, and so not leaving until you resume: ${names}.`,
      empty: 'Nothing is due in the next seven days.',
      emptyLearning:
        'Nothing is planned yet. Carafe learns from your store’s orders first, and plans only what you have switched on.',
      waiting: (count: number, capped: boolean) => `${orMore(count, capped)} waiting for you`,
      none: 'Nothing',
      open: 'Open the queue',
    },
    waiting: {
      title: 'Messages that wait for your word',
      empty: 'No message waits for your word.',
      emptyAbout: 'Messages that need your word before they leave appear here, each with its reason.',
      all: (count: string) => `See all ${count} messages`,
    },
    sent: {
      title: 'Sent in the last 7 days',
      empty: 'No mail has left in the last seven days.',
      onlyRedirected: (count: number) =>
        `No customer got mail in the last seven days: ${many(count, 'mail', 'mails')} went to you instead.`,
      redirected: (count: number) => `${many(count, 'mail', 'mails')} went to you instead of to customers.`,
      summary: (mails: number) => `${many(mails, 'mail', 'mails')} sent.`,
      throughLink: (orders: number, amount: string) =>
        `${many(orders, 'order', 'orders')} through a mail’s link (${amount})`,
      after: (orders: number, amount: string) =>
        `${many(orders, 'order', 'orders')} after a mail (${amount})`,
      followed: (parts: string) => `What followed: ${parts}.`,
      clicked: (count: number) => many(count, 'mail clicked', 'mails clicked'),
      replied: (count: number) => many(count, 'mail answered by mail', 'mails answered by mail'),
      answered: (count: number, complaints: number) =>
        `${many(count, 'mail answered by button', 'mails answered by button')}${complaints > 0 ? ` (${complaints} with a complaint)` : ''}`,
      unsubscribed: (count: number) => many(count, 'unsubscribe', 'unsubscribes'),
      bounced: (count: number) => many(count, 'mail that came back', 'mails that came back'),
      nothingFollowed: 'Nothing has followed yet.',
      reasons: (count: number) => `${count} reasons in one mail`,
      latest: 'Latest mails',
      all: 'All mails that left',
    },
    outcome: {
      link: (order: string, amount: string) => `Reordered through the link: ${order}, ${amount}`,
      after: (order: string, amount: string) => `Ordered after it: ${order}, ${amount}`,
      spam: 'Marked as spam',
      unsubscribed: 'Unsubscribed',
      bounced: 'Undeliverable',
      replied: 'Replied',
      answered: (answer: string) => `Answered: ${answer}`,
      complained: (answer: string) => `Complaint: ${answer}`,
      clicked: 'Clicked',
      nothing: 'Sent',
    },
    health: {
      title: 'How Carafe is doing',
      intakeOk: (ago: string) => `News from Shopify arrives. Last compared with your store ${ago}.`,
      intakeNever: 'Not yet compared with your store. Marketing waits until it was.',
      intakeLate: (ago: string) =>
        `Last compared with your store ${ago}. Marketing waits until that is under 15 minutes; it goes on by itself.`,
      intakeBecause: {
        damaged: 'Shopify’s last answer could not be read to its end. Carafe asks again every few minutes.',
        denied:
          'Shopify does not let Carafe read this data. Look at the app’s permissions in the Shopify admin.',
        noAccess:
          'Shopify no longer accepts Carafe’s access to your store. Opening Carafe in the Shopify admin renews it.',
        notSaved: 'Carafe could not save what it had read. Whoever runs Carafe for you can find out why.',
        other: (code: string) => `Shopify’s word for why: ${code}. Carafe asks again every few minutes.`,
      },
      intakeWaiting: (count: number, capped: boolean) =>
        count === 1
          ? 'One message from Shopify is being read.'
          : `${orMore(count, capped)} messages from Shopify are being read.`,
      sendingOk: 'No mail is overdue.',
      sendingWaits: (count: number, capped: boolean) =>
        count === 1
          ? 'One reminder waits until your orders are up to date with Shopify, and goes out by itself then.'
          : `${orMore(count, capped)} reminders wait until your orders are up to date with Shopify, and go out by themselves then.`,
      sendingLate: (count: string, ago: string) =>
        `${counted(count, 'message is overdue; it', 'messages are overdue; the oldest')} was due ${ago}.`,
      mailOk: (ago: string) => `Your mail server works. Last mail ${ago}.`,
      mailUntried: 'No mail has been handed to your mail server yet.',
      mailUntested: 'Nobody has tested your mail server, and no mail has been handed to it yet.',
      mailTrouble: (next: string) =>
        next
          ? `Your mail server does not take mail right now. Next try ${next}; nothing is lost.`
          : 'Your mail server does not take mail right now. Carafe keeps trying; nothing is lost.',
      mailStopped: 'Sending has stopped, because your mail server refuses it. Check the settings.',
      said: (words: string) => `It said: ${words}`,
      toMailbox: 'To the mailbox',
      ok: 'Well',
      attention: 'Needs attention',
    },
  },

  customers: {
    title: 'Customers',
    search: 'Search by name or e-mail',
    all: 'All',
    columns: {
      customer: 'Customer',
      status: 'Status',
      runsOut: 'Runs out next',
      next: 'Next message',
      lastOrder: 'Last order',
      orders: 'Orders',
    },
    runsOut: (from: string, to: string) => `${from} – ${to}`,
    expected: (on: string) => `was expected ${on}`,
    noForecast: 'Nothing to run out',
    notYetKnown: 'Not known yet',
    noMessage: 'None planned',
    empty: 'No customers yet',
    emptyAbout: 'Customers appear here with their first order, and while your store’s history is loaded.',
    nothingFound: 'No customer matches',
    nothingFoundAbout: 'Try the beginning of a name, a whole e-mail address, or another status.',
    clear: 'Show all',
    views: 'Views by status',
  },

  customer: {
    back: 'Customers',
    openInShopify: 'Open in Shopify',
    replanning: 'Planning again…',
    since: (orders: number, since: string) => `${many(orders, 'order', 'orders')} since ${since}`,
    noOrders: 'No orders',
    supplies: {
      title: 'What they use, and when it runs out',
      empty: 'Nothing they bought is known to be used up.',
      emptyAbout: 'Ranges appear for products that customers buy again.',
      sentence: (on: string, from: string, to: string) =>
        `Likely to order again about ${on}, between ${from} and ${to}.`,
      sentenceUntil: (on: string, to: string) =>
        `Likely to order again about ${on}, in nine of ten cases by ${to}.`,
      late: (on: string, to: string) =>
        `Was expected to order again about ${on}, in nine of ten cases by ${to}.`,
      lateAhead: (on: string, ahead: string, to: string) =>
        `Was expected to order again about ${on}. If they still do, then about ${ahead}, in nine of ten cases by ${to}.`,
      overdue: (on: string) => `Was expected about ${on}.`,
      lapsed: (percent: number) => `${percentEn(percent)} likely never to buy it again.`,
      saidPlenty: (on: string, until: string) =>
        `On ${on} they said that they still have plenty: no reminder before ${until}.`,
      saidOut: (on: string) => `On ${on} they said that they are out, or nearly out.`,
      drifted: 'No longer bought here?',
      driftedAbout:
        'They have ordered since this was expected, and other things are on time: ask whether they get it elsewhere.',
      driftedAfter: (days: number) =>
        `By their rhythm, ${many(days, 'day without it comes', 'days without it come')} about by chance once a year at most.`,
      bought: (quantity: string, on: string) => `Last bought ${on}, ${quantity} ×`,
      curve: (title: string, on: string, from: string, to: string) =>
        `${title}: most likely ${on}; eight in ten chances lie between ${from} and ${to}.`,
      today: 'Today',
      write: 'We write',
      writeSecond: 'Second mail',
      writeHeld: 'Held mail',
      second: (sentOn: string, on: string) => `A reminder went out on ${sentOn}; the second goes on ${on}.`,
      expected: 'Expected',
      dark: (from: string, to: string) => `Dark: half of the chances, ${from} to ${to}.`,
      light: (from: string, to: string) => `Light: eight in ten, ${from} to ${to}.`,
      learnt: (gaps: number, others: number, percent: number) => {
        const rest =
          others === 0 ? 'your shop as a whole' : many(others, 'other customer', 'other customers');
        return gaps === 0
          ? `From ${rest}; this customer has bought it once so far.`
          : `From ${many(gaps, 'interval', 'intervals')} of their own (${percentEn(percent)} of the weight) and ${rest}.`;
      },
      past: (days: string) => `Bought on ${days}.`,
      pastOfMore: (days: string) => `Last bought on ${days}, and before that.`,
      ranges: (from: string, to: string) => `Eight chances in ten lie between ${from} and ${to}.`,
      never: (percent: number) => `Chance, as of today, that they never buy it again: ${percentEn(percent)}.`,
      supplied: (on: string) => `Supply counted from ${on}.`,
      daysPerUnit: (days: string) => `You said that one lasts ${counted(days, 'day', 'days')}.`,
      noReminder: {
        written: (on: string) => `No reminder is planned: one went out on ${on}.`,
        because: (why: string) => `Reminder · ${why}`,
        off: 'No reminder is planned: reminders are switched off.',
        over: 'No reminder is planned: its day had passed before one could be planned, and a late one is not sent.',
        later: 'No reminder is planned yet: that is done when its day comes near.',
      },
      notUsedUp: 'Not known to be used up, so there is no reminder.',
      sayUsage: 'Change that',
      more: (count: number) => `Show ${count} more`,
      less: 'Show fewer',
    },
    leftOut: {
      title: (count: number) => `Considered and left out (${count})`,
      hide: 'Hide',
    },
    planned: {
      title: 'Planned messages',
      empty: 'Nothing is planned for this customer.',
      emptyAbout: 'A message appears when there is a good reason to write.',
    },
    history: {
      title: 'Timeline',
      empty: 'Nothing has happened yet.',
      future: 'Coming up',
      delivered: (on: string) => `delivered ${on}`,
      cancelled: 'Cancelled',
      followed: 'Followed a mail',
      redirected: 'It went to you instead; the customer did not get it.',
      mail: (kinds: string) => `Mail: ${kinds}`,
      flow: (kinds: string) => `Handed to Shopify Flow: ${kinds}`,
      warrantyEnds: (item: string, on: string) => `${item}: warranty ends ${on}`,
      runsOut: (item: string, on: string) => `${item}: runs out about ${on}`,
      ranOut: (item: string, on: string) => `${item}: was expected to run out about ${on}`,
      notSent: (kind: string) => `Not sent: ${kind}`,
      answer: (words: string) => `Answered: ${words}`,
      moreItems: (count: number) => `and ${count.toLocaleString('en')} more`,
      items: (title: string, quantity: number) => (quantity === 1 ? title : `${quantity} × ${title}`),
    },
    contact: {
      title: 'Customer',
      noEmail: 'No e-mail address',
      language: 'Language',
      zone: 'Local time',
      spent: 'Spent',
      ordersEvery: 'Orders every',
      everyDays: (days: number) => many(days, 'day', 'days'),
      ordersAgain: 'Will order again',
      chances: (in30: string, in90: string) => `${in30} within 30 days, ${in90} within 90`,
      stillCustomer: 'Still a customer',
      likely: (share: string) => `${share} likely`,
      nextOrder: 'Next order',
      nextOrderAbout: (on: string) => `expected about ${on}, if they come`,
      outlookAbout:
        'As of today, from their own rhythm, how long they have been silent, and customers like them in your store: the longer they stay away beyond their rhythm, the likelier they have left. The next order is the middle of the days on which it may come, if it does.',
      lastCounted: 'Last order, cancelled, returned and subscription orders aside',
      company: 'Company',
      logged: 'It was noted that you opened this page.',
    },
    consent: {
      title: 'May we write?',
      since: (on: string) => `since ${on}`,
      stopped: 'Everything stopped',
      stoppedPart: 'All but order mail stopped',
      transactional: 'Mail about their orders',
      relationship: 'Care that sells nothing',
      marketing: 'Reorder reminders',
      yes: 'Yes',
      no: 'No',
      notNow: 'Not for now.',
      notWhileComplaint: 'Not while the complaint is open',
      ofThing: (kind: string, thing: string) => `${kind} (${thing})`,
      fewer: 'Asked for fewer mails: the caps are halved',
      off: (kind: string) => `${kind} turned off by them`,
      snoozed: (kind: string, until: string) => `${kind} paused by them until ${until}`,
    },
  },

  message: {
    theirTime: (when: string) => `${when} their time`,
    paused: 'Paused: it does not leave until you resume.',
    usefulUntil: (until: string) => `Useful until ${until}; it is not sent after that.`,
    flow: 'by Shopify Flow',
    flowTold: (trigger: string) =>
      `Carafe sends no mail. It starts the workflows that begin with “${trigger}” in Shopify Flow, and tells them:`,
    flowNothing:
      'Shopify Flow can be told nothing of this message, for example because Shopify does not know the customer: it will fail.',
    flowNowTitle: 'Hand this to Shopify Flow now?',
    flowNow: 'Hand it over now',
    flowNowAbout: (name: string) =>
      `Shopify Flow hears of ${name} in ten minutes; what they get is your workflow’s. Until then you can take it back.`,
    flowUnconfirmed:
      'Shopify gave no answer. Look at the runs of your workflow in Flow: “Send again” may start it twice; “It arrived” closes it.',
    moveTo: 'New day',
    moveTitle: 'Move to another day',
    moveApply: 'Move',
    moveAbout: 'The hour is chosen so that it suits the customer’s quiet hours.',
    sendNowTitle: 'Send this mail now?',
    bringForwardTitle: 'Bring this mail forward?',
    bringForward: 'Bring forward',
    sendNowAbout: (name: string) => `${name} gets this mail in ten minutes. Until then you can take it back.`,
    sendNowInstead: (name: string, address: string) =>
      `This mail goes to ${address} in ten minutes, and not to ${name}: all mail does at present. Until then you can take it back.`,
    sendNowWaits: (why: string) =>
      `${why} So this mail does not leave yet: it waits until that is over. Within an hour from now it then leaves at once; later, at the next hour that quiet hours and the limit on mails per week allow, unless it is of no use any more by then.`,
    sendNowTaken: (why: string) => `Brought forward. ${why}`,
    sendNowRefused: 'This mail cannot be sent now',
    wayTo: { complaint: 'Open the complaint', customer: 'Open the customer' },
    sendNowOverrides: 'This overrides the planned time, quiet hours and the limit on mails per week.',
    sendNowNever: {
      asking:
        'It never overrides consent, an unsubscribe or an open complaint: then it is not sent, and you see why.',
      exempt:
        'It is about an order or a warranty and sells nothing, so it needs no consent: an unsubscribe or an open complaint does not stop it. A blocked address does, and so do your own rules about whom never.',
      mixed:
        'Consent, an unsubscribe or an open complaint is never overridden: what it stops is not sent, and you see why. Only mails about an order or a warranty go out all the same; they need no consent.',
    },
    confirmSent: 'It arrived',
    resend: 'Send again',
    unconfirmedAbout:
      'Look in your mail server’s log, or ask the customer. “Send again” may reach them twice; “It arrived” closes it.',
    done: {
      skip: (count: number) => (count === 1 ? 'Message skipped' : `${count} messages skipped`),
      noSecond: (skipped: string) => `${skipped}. A second one about the same purchase is not sent either.`,
      approve: (count: number) => (count === 1 ? 'Message approved' : `${count} messages approved`),
      move: (on: string) => `Moved to ${on}`,
      send_now: 'The mail leaves in ten minutes',
      undo: 'Undone',
      confirm_sent: 'Noted as arrived',
      resend: 'The mail is sent again',
    },
    refused: (why: string) => `Not done: ${why}`,
    refusedReasons: {
      'too-late-to-undo': 'the ten minutes for undo are over.',
      'not-found': 'the message is no longer there.',
      'move-to-the-past': 'that day is over.',
      'more-match-now': 'more match by now than you were asked about. Look at them and decide again.',
      failed: 'Carafe failed at it. If it fails again, tell whoever runs Carafe for you.',
      'fell-with-first': 'the first mail about this purchase was skipped, and this one with it.',
      'first-step-first':
        'the first mail about this purchase has not left yet. Send that one now; this one keeps its own day.',
      'not-arrived-yet': 'what they ordered last has not arrived yet. This mail keeps its own day.',
      'first-step-just-sent':
        'the first mail about this purchase left within the last seven days. This one keeps its own day.',
      'second-step-went':
        'the second mail about this purchase has left, or is about to. The first one would only say it again.',
    } as Record<string, string>,
    refusedOther: 'the message has moved on in the meantime.',
    undoUntil: (time: string) => `Can be undone until ${time}`,
    undoAloneUntil: (time: string) =>
      `Can be undone until ${time}, this message alone: the others in its mail stay as they are`,
    previewTitle: (subject: string) => `Preview: ${subject}`,
    previewSubject: 'Subject',
    previewWide: 'Computer',
    previewNarrow: 'Phone',
    previewText: 'Text',
    previewFailed: 'The mail cannot be shown.',
    actionsFor: (kind: string, name: string) => `${kind} for ${name}`,
  },

  queue: {
    title: 'Queue',
    views: {
      waiting: 'Waiting for you',
      upcoming: 'Upcoming',
      held: 'Held',
      unconfirmed: 'Unconfirmed',
      sent: 'Sent',
      past: 'Not sent',
    },
    sentToYou: 'Went to you',
    viewsLabel: 'Lists',
    kind: 'Kind of message',
    allKinds: 'All kinds',
    selectAll: 'Select all on this page',
    select: (kind: string, name: string) => `Select ${kind} for ${name}`,
    selected: (count: number) => `${count} selected`,
    empty: {
      waiting: 'No message waits for your word.',
      upcoming: 'Nothing is planned.',
      held: 'Nothing is held.',
      unconfirmed: 'Every mail is accounted for.',
      sent: 'No mail has left yet.',
      past: 'Nothing was left out.',
    },
    emptyAbout: {
      waiting: 'While a kind is in review, its messages wait here for your word.',
      upcoming: 'Messages appear as soon as there is a good reason to write.',
      held: 'A message is held when something stands in the way, such as an open complaint. It keeps its place.',
      unconfirmed:
        'When the connection breaks at the moment of handing a mail over, nobody can know whether it arrived. Such mails are listed here.',
      sent: 'Mails are listed here once they have left, the newest first, each with what came of it.',
      past: 'What was skipped, or lost its use, is listed here with the reason.',
    },
    allOff: {
      title: 'No kind of mail is switched on yet',
      about: 'So nobody is written to and nothing is planned. The set-up leads you there, step by step.',
      action: 'Go to the set-up',
    },
    onlyWaiting: {
      title: (count: number, capped: boolean) =>
        count === 1
          ? '1 message waits for your word'
          : `${orMore(count, capped)} messages wait for your word`,
      about: 'Nothing else is planned. What you approve is listed here until it leaves.',
      action: 'Look at what waits',
    },
    pageEmptied: {
      title: 'Nothing stands here any more',
      about: 'What stood on this page of the list has been decided, has left or has another day.',
      action: 'Go to the beginning of the list',
    },
    pause: 'Pause everything',
  },

  pause: {
    title: 'Pause everything?',
    about: 'No mail leaves until you resume, to anybody.',
    effectNone: 'Nothing is due in the next seven days, so nothing would wait.',
    effect: (count: number) =>
      `In the next seven days ${many(count, 'message', 'messages')} would wait and keep ${count === 1 ? 'its' : 'their'} place.`,
    lost: (count: number) =>
      `${count.toLocaleString('en')} of them ${count === 1 ? 'loses its' : 'lose their'} use within those days, and would then be left out, with that reason.`,
    resumeNote:
      'When you resume, each one is judged again, and nothing that is over three days late is sent.',
    confirm: 'Pause everything',
    done: 'Everything is paused',
    resumed: 'Carafe is running again',
  },

  settings: {
    title: 'Settings',
    saved: 'Settings saved',
    kept: 'What you had typed was kept. Save it, or discard it.',
    keptHere: 'What you had typed was kept.',
    checkFields: 'Some fields need another look.',
    changedMeanwhile: 'Somebody else has changed the same settings meanwhile. Nothing is saved yet.',
    changedTo: (value: string) =>
      `${value === '' ? 'Emptied by somebody else meanwhile.' : `Meanwhile changed by somebody else to “${value}”.`} Save again to keep what stands here.`,
    sender: {
      title: 'Sender',
      about:
        'Who writes to your customers. Nothing leaves before name, address and postal address are there.',
      name: 'Name',
      nameHelp: 'For example “Ada at Northwind”.',
      email: 'E-mail address',
      emailHelp: 'Best an address of your own domain, with SPF, DKIM and DMARC set up at your mail provider.',
      replyTo: 'Replies go to',
      replyToHelp: 'Leave empty to use the address above.',
      postalAddress: 'Postal address',
      postalAddressHelp: 'At the foot of every mail; required by law in most countries.',
      signature: 'Signature',
      signatureHelp:
        'A person who signs, with a role, for example “Ada, care desk”. An offer, a price or a code in it makes every mail advertising, which wants consent and can be unsubscribed from.',
      sells: (found: string) =>
        `This offers something for sale (${found}) and stands in every mail. So every mail is advertising now: it goes only to customers who agreed to that.`,
    },
    smtp: {
      title: 'Mail server',
      about:
        'Mails leave through your own mail server (SMTP). The password is kept encrypted and is never shown again.',
      own: 'Use my own mail server',
      installation: 'The mail server of this installation is used until you enter your own.',
      none: 'No mail server is set, so nothing can leave yet.',
      provider: 'Your mail provider',
      anotherProvider: 'Another one',
      pace: (mails: number, seconds: string) =>
        `Carafe sends at most ${many(mails, 'mail', 'mails')} ${seconds === '1' ? 'a second' : `every ${seconds} seconds`}, as they allow.`,
      perDay: (mails: string) =>
        `They take ${mails} mails a day, more on some plans; what is beyond waits until they take mail again.`,
      host: 'Server',
      hostHelp: 'For example smtp.example.com.',
      port: 'Port',
      security: 'Encryption',
      securities: {
        tls: 'TLS (usually port 465)',
        starttls: 'STARTTLS (usually port 587)',
        none: 'None (only inside your own network)',
      },
      user: 'User name',
      password: 'Password',
      passwordKept: 'Leave empty to keep the password that is stored.',
      test: 'Test the connection',
      untested: 'No test of this connection has passed yet.',
      ok: 'The server answered and accepted the sign-in.',
      okUnsigned: 'The server answered. It was not asked to sign in, since no user name is entered.',
      failed: 'The connection did not work.',
      checkFields: 'Some fields need another look first.',
      failures: {
        'host-unknown': 'There is no server of this name. Check it for typing mistakes.',
        'not-allowed':
          'This installation connects to public mail servers only, on port 25, 465, 587 or 2525. Whoever runs Carafe for you can change that.',
        refused: 'The server is there, but nothing answers on this port. Usual ports are 587 and 465.',
        'no-answer': 'The server did not answer in time. A firewall may block this port; try 465 with TLS.',
        'not-smtp': 'Something answers, but it is not a mail server. Check server and port.',
        later: 'The server is there, but does not take a connection or sign-in just now. Try again later.',
        'turned-away':
          'The server refuses connections from the machine that Carafe runs on. Whoever runs it for you can ask the provider why, often because the address is on a block list.',
        'tls-missing': 'The server offers no encryption here. Try port 465 with TLS.',
        'tls-broken': 'The encryption does not match. For port 587 choose STARTTLS, for port 465 choose TLS.',
        'tls-wanted':
          'The server takes no password without encryption. Choose STARTTLS for port 587, or TLS for port 465.',
        certificate: 'The server’s certificate does not fit its name. Use the name that your provider gives.',
        'login-refused':
          'User name or password were not accepted. Some providers want an app password instead of the usual one.',
        'login-missing': 'The server wants a user name and a password.',
        'login-unoffered':
          'The server offers no sign-in here. Leave user name and password empty, or choose another port or encryption.',
        closed: 'The server closed the connection. It may not accept connections from here.',
      } as Record<string, string>,
    },
    quiet: {
      title: 'When we write',
      about: 'By the clock of whoever gets the mail.',
      from: 'Quiet from',
      until: 'Quiet until',
      slot: 'Usual time',
      slotHelp: 'Messages leave within 45 minutes after it, so that they do not all leave at once.',
      sundaysOff: 'Nothing on Sundays',
      slotInQuiet: 'The usual time lies inside the quiet hours.',
    },
    caps: {
      title: 'How often at most',
      about: 'Counts every mail to one customer, except those about an order.',
      perWeek: 'Mails in 7 days',
      perMonth: 'Mails in 30 days',
      marketingPerWeek: 'Reorder reminders in 7 days',
    },
    brand: {
      title: 'Look of the mails',
      about: 'Your logo and colours, in every mail.',
      logoUrl: 'Address of your logo',
      logoUrlHelp: 'An https address of a PNG or JPEG; best at least 300 pixels wide.',
      accent: 'Colour of buttons and links',
      background: 'Background',
      colourHelp: 'Like #1f5c4d.',
    },
    kinds: {
      title: 'What Carafe writes about',
      about:
        'A kind is off until you switch it on. It starts in review: its first 25 messages and first 14 days wait for your word. A message is one reason to write; a mail can hold several. A choice here takes effect at once.',
      reviewed: (count: number) => `In review: ${Math.min(count, 25)} of 25 messages`,
      endReview: 'End review early',
      saved: (kind: string, mode: string) => `${kind}: ${mode}`,
      minimumProbability: 'Only when a reorder is likely enough',
      minimumProbabilityHelp:
        'A reminder is planned when the chance of a reorder in the days for which it is meant is at least this.',
    },
    never: {
      title: 'Whom never',
      about: 'These customers are never written to.',
      tags: 'Customers with one of these tags',
      companies: 'Companies',
    },
    sendAllTo: {
      title: 'Send everything to me instead',
      about: 'For the first week: you get every mail that a customer would have got.',
      field: 'Your e-mail address',
      help: 'Leave empty, as is usual, to write to your customers.',
      ended: 'This day has passed: mails go to your customers again.',
    },
    pause: {
      title: 'Pause',
      about: 'Stops all mail at once.',
      running: 'Carafe is running.',
      paused: (since: string) => `Paused since ${since}.`,
      pause: 'Pause everything',
      resume: 'Resume',
    },
    between: (from: string, to: string) => `Enter a number from ${from} to ${to}.`,
    errors: {
      changed: 'Somebody else has changed this meanwhile. Save again to keep what stands here.',
      amount: 'Enter an amount like 49 or 49.90.',
      country: 'Choose a country.',
      'country-day': 'Each line needs a country and a day, and each country once.',
      'every-day': 'Leave at least one weekday free.',
      past: 'This day has passed. Choose today or a later one.',
      day: 'Enter a date.',
      required: 'Fill this in.',
      email: 'This is not an e-mail address.',
      url: 'This is not a web address.',
      https: 'Enter an address that begins with https. Mail programs show no picture from others.',
      colour: 'Enter a colour like #1f5c4d.',
      range: 'This number is out of bounds.',
      long: 'This is too long.',
      host: 'Enter the name of a server, such as smtp.example.com.',
      invalid: 'This cannot be used.',
    },
  },

  errors: {
    notFoundTitle: 'There is nothing here',
    notFound: 'The page or the customer you looked for does not exist any more, or never did.',
    erasedTitle: 'Everything was deleted',
    erased:
      'No mail leaves any more. What Carafe held of this store is gone within minutes, but for a mark for each address that must not be written to. To begin anew, uninstall Carafe in Shopify and install it again; otherwise uninstalling it is all that is left to do.',
    forbiddenTitle: 'You may not open this',
    forbidden: 'Ask the owner of the store for the permission to use Carafe, then open it again from Apps.',
    sessionTitle: 'Your session has ended',
    session:
      'Open Carafe again from the apps of your Shopify admin. What you had typed was kept in this browser.',
    noShopifyTitle: 'Shopify gave no answer',
    noShopify:
      'This page asks Shopify, and Shopify did not let Carafe in or is away. Load it again in a moment; if that does not help, open Carafe again from the apps of your Shopify admin.',
    offlineTitle: 'No connection',
    offline: 'Your device is offline, or Carafe cannot be reached. Mails that are due leave all the same.',
    failedTitle: 'This page could not be shown',
    failed: 'Something went wrong on our side. Nothing was lost, and mails that are due leave all the same.',
    home: 'To the home page',
    reload: 'Load again',
  },
};

export type PanelStrings = typeof panelEn;

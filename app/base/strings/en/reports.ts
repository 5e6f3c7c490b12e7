import { counted } from '~/base/strings/counted';
import { answerNames } from '~/base/strings/pages';
import { percentEn } from '~/base/strings/write-percent';

type Two = readonly [string, string];

/** The page that says what the mails brought. */
export const reportsEn = {
  title: 'Reports',
  subtitle: (from: string, made: string) => `Since ${from}. Counted ${made}.`,
  spans: { 28: '28 days', 90: '90 days', 365: '365 days' },
  spansLabel: 'How far back',
  export: 'Export',
  empty: 'Too early for a report',
  emptyAbout:
    'As soon as the first mails have left, you read here what they brought, what was left out and why, and what customers answered.',
  lift: {
    title: 'What the mails brought',
    about: (window: number) =>
      `Of a kind that has enough messages, some customers chosen by chance are not written to. Counted is who bought the same thing again within ${counted(String(window), 'day', 'days')}, among those who were written to and those who were not. Only this comparison shows what a mail brings; who orders after a mail might have done so anyway.`,
    rule: (customers: number, reorders: number) =>
      `Nothing is claimed before each group has ${customers} customers whose time to reorder is over, and ${reorders} of both together have reordered.`,
    with: 'Written to',
    without: 'Left out by chance',
    share: (percent: string, count: string, all: string) => `${percentEn(percent)} (${count} of ${all})`,
    range: (from: string, to: string) => `very likely between ${from} and ${to} points`,
    sentences: {
      brings: (points: string) => `They bring reorders: ${points} points.`,
      costs: (points: string) =>
        `Fewer reorder than without: ${points} points. Look at what these mails say.`,
      unclear: (points: string) => `No difference can be told from chance: ${points} points.`,
      'too-early': () => 'Too early to tell what they bring.',
      'no-holdout': () => 'Nobody is left out by chance, so nothing can be compared.',
    },
    order: 'Mails about orders are never left out, so there is nothing to compare.',
    extra: (count: string, from: string, to: string) =>
      `That is about ${counted(count, 'more reorder', 'more reorders')} (${from} to ${to}).`,
    moments: (all: string, written: string, leftOut: string) =>
      `${all === '1' ? '1 message was' : `${all} messages were`} due: ${written} written, ${leftOut} left out by chance. One mail may carry several.`,
    why: (window: number) =>
      `Each customer counts once, by the first message that was due in this time, if ${window === 1 ? 'the day after it is' : `the ${window} days after it are`} over. The groups are made by chance, so their difference is what the mails did. How many messages there were decides how exact that is: in 19 of 20 such comparisons the true difference lies within the bounds named.`,
    whyOf: (kind: string) => `what “${kind}” brings`,
    settings: 'Whom it leaves out',
    group: 'Group',
    reordered: 'Reordered',
    treatedCustomers: 'Customers written to',
    treatedReordered: 'Written to, and reordered',
    holdoutCustomers: 'Customers left out',
    holdoutReordered: 'Left out, and reordered',
    interval: 'The true difference is',
  },
  followed: {
    title: 'Orders that followed',
    about: 'What they would have bought anyway is in here. What the mails brought stands above.',
    empty: 'No order has followed yet.',
    link: 'Through the link',
    after: 'After the mail',
    cell: (orders: string, amount: string) => `${orders} (${amount})`,
    why: (window: number) =>
      `“Through the link”: the order was begun from the mail’s own link. “After the mail”: the customer bought the same thing within ${counted(String(window), 'day', 'days')} after it. An order counts once, for the kind that led the mail.`,
    whyAbout: 'the orders that followed',
  },
  steps: {
    title: { week: 'Week by week', month: 'Month by month' },
    head: { week: ['Week from', 'Mails sent'], month: ['Month', 'Mails sent'] } as Record<
      'week' | 'month',
      Two
    >,
    value: (mails: string, orders: string) => `${mails}, followed by ${orders}`,
    why: 'Mails that your mail server took, and orders in the same days that followed a mail, each once. Mails that went to you instead of the customer do not count.',
    whyAbout: 'mails and orders over time',
  },
  refused: {
    title: 'Left out, and why',
    head: ['Reason', 'Messages'] as Two,
    none: 'Nothing was left out.',
    states: { skipped: 'skipped', expired: 'lost its use', cancelled: 'cancelled' } as Record<string, string>,
    name: (reason: string, state: string) => `${reason} (${state})`,
    why: 'Messages that were due in this time and did not go, by the last reason on each; of very many the newest. The queue shows them one by one.',
    whyAbout: 'what was left out',
    queue: 'Look at them in the queue',
  },
  answers: {
    title: 'What customers answered',
    head: ['Answer', 'Messages'] as Two,
    none: 'Nobody has answered yet.',
    names: answerNames('en'),
    why: 'Messages that were answered by one of their buttons in this time, each with the last answer to it. A mail may carry several messages, each answered by itself; so they may be more than the mails that were answered.',
    whyAbout: 'the answers',
  },
  reception: {
    title: 'How the mails were received',
    mails: 'Mails sent',
    clicked: 'Clicked',
    answered: 'Answered by button',
    complained: 'of these with a complaint',
    replied: 'Answered by mail',
    unsubscribed: 'Unsubscribed',
    bounced: 'Undeliverable',
    spam: 'Spam',
    count: (count: string, percent: string) => `${count} (${percentEn(percent)})`,
    health: {
      'nothing-sent': 'Nothing sent',
      'too-early': 'Too early to tell',
      well: 'Well',
      watch: 'Watch it',
      trouble: 'In trouble',
    },
    why: 'Counted are the mails that left in this time, and of each what followed it: clicked, when the link to order was opened; answered by button, when at least one answer was given; answered by mail, when they wrote back. A mail may stand in several lines. In trouble: more than 2% unsubscribe, 5% come back or 0.3% report spam, so often that it is hardly chance, and at least three times; half of that is worth watching. Below 50 mails it is too early.',
    whyOf: (kind: string) => `how “${kind}” is received`,
  },
  complaints: {
    title: 'Complaints',
    opened: (count: string) => `${count} opened in this time.`,
    none: 'Nobody has complained.',
    cause: ['Where it came from', 'Complaints'] as Two,
    remedy: ['What was done', 'Complaints'] as Two,
    open: 'None of them is closed yet; cause and remedy are noted when one is.',
    why: 'Complaints that were opened in this time, by the cause and the remedy that your people chose when they closed them.',
    whyAbout: 'complaints',
  },
  verdictNames: {
    brings: 'brings reorders',
    costs: 'costs reorders',
    unclear: 'no difference seen',
    'too-early': 'too early',
    'no-holdout': 'nobody left out',
  },
  csv: {
    columns: [
      'Kind',
      'Messages written',
      'Messages left out by chance',
      'Customers written to',
      'of them reordered',
      'Customers left out',
      'of these reordered',
      'Verdict',
      'Difference (points)',
      'from',
      'to',
      'Mails sent',
      'Clicked',
      'Answered by button',
      'of these with a complaint',
      'Answered by mail',
      'Unsubscribed',
      'Undeliverable',
      'Spam reports',
      'Orders through the link',
      'Orders after the mail',
    ],
    amountLink: (currency: string) => `Through the link (${currency})`,
    amountAfter: (currency: string) => `After the mail (${currency})`,
  },
};

export type ReportsStrings = typeof reportsEn;

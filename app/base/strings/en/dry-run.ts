type Two = readonly [string, string];

const people = (count: string) => (count === '1' ? '1 customer' : `${count} customers`);
const mails = (count: string) => (count === '1' ? '1 mail' : `${count} mails`);

/** The page that shows what a kind would have sent in the store's own past. */
export const dryRunEn = {
  title: (kind: string) => `Dry run: ${kind}`,
  open: 'Dry run',
  openLabel: (kind: string) => `Dry run of ${kind}`,
  about:
    'Carafe lives through up to 12 months of your store’s own past, day by day, with what was known on each day, and shows what it would have sent. Nothing is sent, and nothing is planned.',
  start: 'Begin the dry run',
  again: 'Run it again',
  cancel: 'Stop',
  learning: 'Reading what was known back then',
  learningAgain:
    'The work was interrupted. Reading once more what was known back then; what was counted stays',
  living: (done: string, all: string) => `${done} of ${people(all)}`,
  progress: 'Progress of the dry run',
  cancelled: 'Stopped. What follows was counted until then.',
  failed:
    'The dry run broke off several times and was given up. Run it again; if it fails again, tell whoever runs Carafe for you.',
  noCustomers: 'There is nothing to look back on yet: no order of a customer has been loaded.',
  would: {
    title: 'What would have gone out',
    none: 'Not a single mail would have gone out: nothing was due, or nobody may get it.',
    sentence: (count: string, written: string, all: string) =>
      `${mails(count)} to ${people(written)} of ${all}.`,
    soFar: (count: string, written: string, done: string) =>
      `So far ${mails(count)} to ${people(written)}, of the ${done} looked at.`,
    since: (from: string, until: string) => `From ${from} to ${until}.`,
    most: (count: string) => `The most for one customer: ${mails(count)}.`,
    sample: (looked: string, all: string) =>
      `Counted for ${looked} of ${people(all)}, drawn by lot, and scaled up to all.`,
    leftOut: (count: string, most: string) =>
      `Not counted: ${people(count)} with more than ${most} orders. Living through so many would take too long.`,
    head: ['Month', 'Mails in it'] as Two,
    premise:
      'With today’s consents, settings and kinds that are on. Complaints and late parcels of back then are not counted; they would have held some mails.',
    differs:
      'It lives as if Carafe had run all along and this kind had been on, and learns anew every 30 days, in the last four weeks every 7. In earnest Carafe learns each night and leaves out what was due before it began: what really went out or was left out can differ for single customers.',
  },
  items: { title: 'Most often about', head: ['Product', 'Messages'] as Two },
  timing: {
    title: 'How early or late',
    about:
      'The first reminder after each purchase, beside the day on which the customer really bought again.',
    head: ['What followed', 'Reminders'] as Two,
    rows: {
      before: 'Bought before the day of the mail: none would have gone',
      within3: 'Bought within 3 days: just in time, or late',
      within14: 'Bought after 4 to 14 days: in time',
      later: 'Bought after more than 14 days: early',
      open: 'Not bought again since',
    },
  },
  ahead: {
    title: 'The next four weeks',
    sentence: (count: string, customers: string) =>
      `If it were switched on now, ${mails(count)} to ${people(customers)} would be planned.`,
    none: 'If it were switched on now, nothing would be planned for the next four weeks.',
    review: 'The first 25 messages, and those of the first 14 days, would wait for your word.',
    switchOn: 'Switch on, in review',
    isOn: (mode: string) => `It is switched: ${mode}.`,
    settings: 'Change in settings',
  },
  examples: {
    title: 'Examples',
    about: 'Drawn by lot from all that would have gone out.',
    look: 'Look at the mail',
    close: 'Close the mail',
    lookLabel: (name: string) => `Look at the mail to ${name}`,
  },
  refused: {
    title: 'What would not have gone out, and why',
    head: ['Reason', 'Messages'] as Two,
    other: 'Other reasons',
  },
};

export type DryRunStrings = typeof dryRunEn;

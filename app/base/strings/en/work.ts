import type { PromiseKind, PromiseStanding, TaskKind, TaskOutcome, WorkView } from '~/base/vocabulary/work';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** Work that only people can do: replies, warnings, promises. */
export const workEn = {
  title: 'For your people',
  about: 'What only a person can do. Anyone may take it; what is overdue stands first.',
  viewsLabel: 'Lists',
  views: { open: 'To do', done: 'Done' } satisfies Record<WorkView, string>,
  empty: {
    open: 'No task and no promise is open.',
    done: 'Nothing was done yet.',
  } satisfies Record<WorkView, string>,
  emptyAbout: {
    open: 'Replies of customers, warnings and what you promised appear here, each with the day by which it is due. An open complaint stands above them, and on the home page.',
    done: 'What your people did is listed here, with who did it and when.',
  } satisfies Record<WorkView, string>,
  tasks: {
    'answer-reply': 'Answer their reply',
    'check-spam-report': 'A spam report without proof',
    'warn-spam-reports': 'Mails were marked as spam',
    'warn-hard-bounces': 'Mails went to addresses that do not exist',
    'stop-spam-reports': 'Spam reports stopped all marketing',
    'stop-hard-bounces': 'Too many mails came back, so all mail has stopped',
  } satisfies Record<TaskKind, string>,
  taskAbout: {
    'answer-reply': 'They wrote back to one of our mails. Until it is done, nothing that sells goes to them.',
    'check-spam-report':
      'Your mailbox got a report that they marked a mail of yours as spam. Nothing in it shows that it is about one, and anybody who knows their address could have written it, so nothing was stopped. Look at it in the mailbox. If it comes from their mail provider, unsubscribe them in Shopify; if not, nothing is to be done.',
    'warn-spam-reports':
      'Two people within 30 days called a mail of yours spam; one more may stop all marketing. See whom you write to, and how often.',
    'warn-hard-bounces':
      'Three of the last hundred mails came back for good; with five everything stops. See where these addresses come from.',
    'stop-spam-reports':
      'It is done when somebody has looked into it and resumes marketing on the home page.',
    'stop-hard-bounces': 'It is done when somebody has looked into it and resumes sending on the home page.',
  } satisfies Record<TaskKind, string>,
  outcomes: {
    answered: 'Answered',
    'nothing-needed': 'Needs no answer',
    'looked-into': 'Looked into',
    resumed: 'Resumed',
    complaint: 'Became a complaint',
  } satisfies Record<TaskOutcome, string>,
  due: (when: string) => `due ${when}`,
  overdue: (when: string) => `Overdue since ${when}`,
  doneAt: (when: string, by: string) => `${when}, by ${by}`,
  somebody: 'somebody',
  take: 'I take it',
  taken: 'It is yours',
  takenBy: (name: string) => `${name} is on it`,
  mine: 'You are on it',
  giveBack: 'Give back',
  givenBack: 'Anyone may take it again',
  complain: 'Make it a complaint',
  complained: 'It stands among the complaints now, with their words',
  write: 'Write to them',
  toHome: 'Open home',
  done: 'Done',
  undone: 'Undone',
  gone: 'Not done: somebody else was quicker, or the ten minutes for undo are over.',
  wrongDay: 'Choose a day from today on, within a year.',
  actionsFor: (what: string, name: string) => (name ? `${what}: ${name}` : what),
  talk: {
    title: 'Good to know',
    rhythm: (status: string, days: number) =>
      `${status}; orders about every ${days === 1 ? 'day' : many(days, 'day', 'days')}`,
    noOrders: 'No orders known',
    order: (name: string, day: string, items: string) => `${name}, ${day}: ${items}`,
    complaint: (day: string) => `A complaint is open since ${day}`,
    wrote: (when: string) => `They wrote ${when}`,
    note: (when: string, by: string) => `Note of ${when} by ${by}`,
  },
  promises: {
    kinds: {
      answer: 'An answer',
      replacement: 'A replacement',
      refund: 'A refund',
      sample: 'A sample',
      other: 'Something else',
    } satisfies Record<PromiseKind, string>,
    name: (kind: string) => `Promise: ${kind}`,
    standings: {
      open: 'Open',
      due: 'Due within a day',
      broken: 'Broken',
      kept: 'Kept',
      'kept-late': 'Kept late',
    } satisfies Record<PromiseStanding, string>,
    due: 'Keep it today, or tell them another day before this one has passed.',
    broken:
      'Its day has passed. Until it is kept or they were told another day, no greetings and nothing that sells goes to them.',
    by: (name: string) => `promised by ${name}`,
    keep: 'Kept',
    kept: 'Noted as kept',
    redate: 'Another day',
    redateTitle: 'Which day were they told?',
    redateAbout: 'Tell the customer first, best before the old day has passed.',
    redated: 'The new day is noted',
    add: 'Note a promise',
    addTitle: 'What was promised?',
    kind: 'What',
    what: 'In your words',
    whatHelp: 'For example “call back about the torn bag”.',
    on: 'By when',
    save: 'Note it',
    added: 'Promise noted',
    keeping: (kept: string, all: string) => `Promises kept in time in the last 90 days: ${kept} of ${all}`,
    keepingAbout: 'promises kept in time',
    keepingWhy:
      'A promise counts as kept in time when it was done by the day that was promised first. Told another day after that day had passed, it stays a broken one.',
    keepingInputs: {
      kept: 'Kept in time',
      late: 'Kept late',
      stillBroken: 'Broken and still open',
      since: 'Counted from',
    },
  },
  home: {
    open: (count: string) => `${count} to do`,
    overdue: (count: string) => `${count} overdue`,
    breaking: (count: string) =>
      count === '1' ? '1 promise due within a day' : `${count} promises due within a day`,
    all: 'Open the list',
    about: 'Replies, warnings and promises that only a person can deal with.',
  },
  customer: {
    title: 'For your people',
    none: 'Nothing is to be done for them.',
    noneBesides: 'Besides the complaint, nothing is to be done for them.',
  },
};

export type WorkStrings = typeof workEn;

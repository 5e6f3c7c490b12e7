import { counted } from '~/base/strings/counted';
import { percentEn } from '~/base/strings/write-percent';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** The pages about products: what lasts how long, and how well that is known. */
export const productsEn = {
  title: 'Products',
  search: 'Search by title',
  views: {
    all: 'All',
    'used-up': 'Used up',
    'not-used-up': 'Not used up',
    'to-confirm': 'To confirm',
    warranty: 'With warranty',
  },
  viewsLabel: 'Views of products',
  empty: 'No products yet',
  emptyAbout: 'Products appear here as soon as your store has some and they are loaded.',
  nothingFound: 'No product matches',
  nothingFoundAbout: 'Try another word of the title, or another view.',
  clear: 'Show all',
  toConfirm: (count: string) =>
    `${counted(count, 'bought product is', 'bought products are')} judged by what customers did, or by title alone. Your word on the most bought ones makes reminders surer.`,
  toConfirmAction: 'Look at them',
  columns: {
    product: 'Product',
    usage: 'Used up?',
    lasts: 'Lasts',
    learnt: 'Bought again after',
    warranty: 'Warranty',
    buyers: 'Customers',
  },
  why: {
    usage: `Your own word counts first, then days of supply that you entered. Else a title that names something lasting (“sign”, “lamp”) speaks against it. Else customers decide: something is used up when at least 10 bought it and ${percentEn(15)} of them came back for it.`,
    learnt:
      'Of those who bought it again, about half did so between these days, a quarter sooner and a quarter later; intervals that are still open are not counted, nor is what you entered. Where there are few, they are drawn towards your other products. The product’s own page shows the curve and how many customers stand behind it.',
  },
  pool: (products: number) => `Group of ${many(products, 'product', 'products')}`,
  usedUp: 'Used up',
  notUsedUp: 'Not used up',
  notKnown: 'Not known yet',
  by: {
    merchant: 'you said so',
    'days-given': 'you said how long it lasts',
    title: 'guessed from the title',
    'bought-again': 'from behaviour',
    'rarely-bought-again': 'from behaviour',
    'too-few-customers': 'too few customers yet',
  },
  because: {
    merchant: 'Your own word.',
    'days-given': (days: string) => `You entered that one lasts ${counted(days, 'day', 'days')}.`,
    title: 'Its title names something lasting.',
    'bought-again': 'Enough of its buyers came back for it.',
    'rarely-bought-again': 'Few of its buyers came back for it.',
    'too-few-customers': 'Fewer than 10 customers bought it, which is too few to tell.',
  },
  lasts: (days: string) => counted(days, 'day', 'days'),
  learnt: (from: string, to: string) => `${from}–${counted(to, 'day', 'days')}`,
  months: (count: number) => many(count, 'month', 'months'),
  select: (title: string) => `Select ${title}`,
  selectAll: 'Select all on this page',
  selected: (count: number) => `${count} selected`,
  import: 'Import a table',
  bulk: {
    days: 'Set days of supply',
    warranty: 'Set warranty',
    guide: 'Set guide',
    usedUp: 'Used up',
    notUsedUp: 'Not used up',
    judge: 'Let behaviour decide',
    pool: 'Make one group',
    apply: 'Apply',
    remove: 'Clear the value',
    poolTitle: 'Make one group of these?',
    poolAbout:
      'Sizes and flavours that are bought one for the other count as one need: buying any of them counts as buying it again. Messages that were sent stay as they are.',
    poolHolds: 'In the group',
    poolMore: (count: number) => `and ${many(count, 'more product', 'more products')}`,
    poolInto: 'Goes by the name of',
    poolConfirm: 'Make one group',
  },
  fields: {
    days: 'Days that one lasts one customer',
    daysHelp: (unit: string) =>
      unit
        ? `One “${unit}”. Leave empty to use what customers’ orders show.`
        : 'Leave empty to use what customers’ orders show.',
    usage: 'Is it used up?',
    usages: {
      unknown: 'Let customers’ behaviour decide',
      used_up: 'Yes, it is used up',
      not_used_up: 'No, it lasts: never remind',
    },
    warranty: 'Warranty in months',
    warrantyHelp:
      'Customers hear 30 days before it ends, and 7 days before if they have not answered. Leave empty for your shop’s usual one, 0 for none.',
    guide: 'Address of the set-up guide',
    guideHelp: 'An https address. It is offered to customers who have just got it.',
    needsSetUp: 'Needs setting up',
    substitute: 'Buying this counts as buying it again',
    substituteNone: 'No product chosen',
    substituteHelp: 'Type to search among your products.',
    units: 'Units per item',
  },
  errors: {
    days: 'Enter days between 0.01 and 3650, with no comma or point between thousands, or leave it empty.',
    warranty: 'Enter whole months between 0 and 240, or leave it empty.',
    guide: 'Enter an address that begins with https://',
    units: 'Enter a number above 0.',
    gone: 'That is not there any more. Load the page again.',
    changedMeanwhile: 'Somebody else has changed the same fields meanwhile. Nothing is saved yet.',
  },
  done: {
    edit: (count: number, customers: number) =>
      count === 0
        ? 'Nothing was different'
        : `${many(count, 'product', 'products')} changed${customers > 0 ? `; ${many(customers, 'customer is', 'customers are')} planned again` : ''}`,
    merge: 'One group now',
    split: 'Separate now',
    units: 'Units changed',
    undo: (count: number): string => (count === 0 ? 'It was changed again since, so it stays' : 'Undone'),
  },

  one: {
    back: 'Products',
    openInShopify: 'Open in Shopify',
    learnt: {
      title: 'What customers’ orders show',
      empty: 'Nothing is known yet.',
      emptyAbout:
        'As soon as customers have bought it, their orders show here how long it lasts. The numbers are made anew each night.',
      sentence: (from: string, median: string, to: string) =>
        `Of those who come back, half do so by day ${median}, and half between days ${from} and ${to}.`,
      onePurchase: (units: string) => `For a usual purchase of ${units}.`,
      units: (count: number) => many(count, 'unit', 'units'),
      behind: (customers: number, repeat: number) =>
        `${many(customers, 'customer stands', 'customers stand')} behind it; ${repeat.toLocaleString('en')} of them bought it on two days or more.`,
      none: 'Nobody has come back for it yet, so this is what your shop as a whole shows.',
      figure: (from: string, median: string, to: string) =>
        `Days until it is bought again: a quarter by day ${from}, half by day ${median}, three quarters by day ${to}.`,
      median: (days: string) => `Half by day ${days}`,
      quarter: (days: string) => `¼: ${days}`,
      threeQuarters: (days: string) => `¾: ${days}`,
      said: (days: string) => `You said ${days}`,
      saidFor: (one: string, days: string, units: string) =>
        `By your word one unit lasts ${counted(one, 'day', 'days')}; for ${units} that is ${counted(days, 'day', 'days')}.`,
    },
    weigh: {
      title: 'How own and shared knowledge weigh',
      about:
        'How far a customer’s own rhythm counts is what proved right in your shop after so many intervals: as a rule more with each time they came back, but not always. The rest comes from all who bought it.',
      intervals: 'Own intervals',
      own: 'Own rhythm',
      said: (learnt: number, days: string) =>
        `The days that you entered count as eight intervals. Beside the intervals that orders show by now, that is ${percentEn(100 - learnt)} of what all know together, which makes ${counted(days, 'day', 'days')} for a usual purchase.`,
      unsaid: (learnt: number) =>
        `${percentEn(learnt)} of this comes from how often this very product is bought again, and the rest from your shop as a whole.`,
    },
    quantity: {
      title: 'What quantity does',
      about: (percent: number) =>
        `Twice as much lasts ${percentEn(percent)} longer, as your customers’ orders show; 100% would be twice as long.`,
      units: 'Units bought',
      days: 'Bought again after',
    },
    usage: 'Is it used up?',
    daysIdle: 'So the days that you entered bring no reminder.',
    due: {
      title: 'Who runs out next',
      none: 'Nobody is expected to run out within 30 days.',
      lasts: 'It does not count as used up: nobody is reminded.',
      all: (soon: string, past: string) => `In all: ${soon} within 30 days, ${past} past their day`,
    },
    words: 'What you know better',
    wordsAbout:
      'Whether it is used up is for you to say. The days that you enter are where the reckoning begins: they count as much as eight intervals between purchases, so the more often it is bought again, the less they weigh.',
    pool: {
      title: 'Sizes, flavours and groups',
      about:
        'What is bought one for the other counts as one need. Units say how much one item brings, read from options and titles unless you correct them.',
      sources: {
        merchant: 'your word',
        title: 'from the title',
        metafield: 'from the product’s data',
      } as Record<string, string>,
      soldOut: (since: string) => `Sold out since ${since}`,
      notForSale: 'Not for sale',
      split: 'Take out of the group',
      add: 'Add another product to this group',
      saveUnits: 'Save units',
    },
    why: {
      usageName: 'Used up',
      customers: 'Customers who bought it',
      repeat: 'Bought it on two days or more',
      share: 'Share that came back',
      needs: 'Needed',
      needsValue: '10 customers, 15%',
      said: 'Said by you',
      lasts: 'One lasts',
      lastsDays: (days: string) => `${counted(days, 'day', 'days')}, as you entered`,
      lasting: 'Title names something lasting',
      yes: 'Yes',
      no: 'No',
      learnt:
        'The finished intervals between two purchases of everybody who bought it, drawn towards your other products where they are few. What you entered is not in it, nor are intervals that are still open: in a young shop it looks shorter than it is. A customer’s own forecast counts both.',
      learntName: 'Days until it is bought again',
      intervals: 'Finished intervals',
      usualUnits: 'Usual purchase, in units',
      sweptOn: 'Learnt in the night of',
    },
  },

  importing: {
    title: 'Import days of supply and warranties',
    about:
      'A table (CSV) with one product a line. Only the columns that are there change anything, and an empty cell leaves things as they are; “-” takes a value back.',
    template: 'Download a table of your products',
    file: 'Choose a file',
    drop: 'Choose a CSV file, or drop it here',
    columnsAbout:
      'Columns: product_id or handle or sku or title, days_of_supply, warranty_months, set_up_guide, used_up.',
    reading: 'Reading…',
    preview: (good: number, bad: number, same: number) =>
      `${[
        `${many(good, 'line', 'lines')} will change something`,
        ...(same > 0 ? [`${many(same, 'line says', 'lines say')} what is there already`] : []),
        ...(bad > 0 ? [`${many(bad, 'line', 'lines')} cannot be used`] : []),
      ].join(', ')}.`,
    nothing: 'There is nothing in this file that would change anything.',
    badKept: 'Lines that cannot be used are left out; the others are taken.',
    apply: (count: number) => `Take ${many(count, 'line', 'lines')}`,
    line: 'Line',
    problem: 'What is wrong',
    change: 'Becomes',
    unknownColumns: (titles: string) =>
      `Columns that are not among those named above are left out: ${titles}.`,
    moreLines: (count: string) => `… and ${count} more`,
    errors: {
      'no-header': 'The first line must name the columns, one of them product_id, handle, sku or title.',
      'too-big': 'The file is larger than 2 MB. Split it, or leave columns out.',
      'too-many': 'The file has more than 20,000 lines. Split it.',
      empty: 'The file is empty.',
      unreadable: 'The quotes in this line do not match, so that its columns cannot be told apart.',
      columns: 'This line has other columns than the first one.',
      'no-product': 'No product is named here.',
      unknown: (what: string) => `There is no product “${what}”.`,
      ambiguous: (what: string) => `Several products are called “${what}”. Use product_id.`,
      twice: (line: number) => `This product was already named in line ${line}.`,
      days: (what: string) =>
        `“${what}” is no number of days between 0.01 and 3650, with no comma or point between thousands.`,
      warranty: (what: string) => `“${what}” is no number of months between 0 and 240.`,
      guide: (what: string) => `“${what}” is no address that begins with https://.`,
      usage: (what: string) => `“${what}” is neither yes nor no.`,
    },
    changes: {
      days: (days: string) => `lasts ${counted(days, 'day', 'days')}`,
      noDays: 'days taken back',
      warranty: (months: number) => `warranty ${many(months, 'month', 'months')}`,
      noWarranty: 'no warranty',
      guide: 'guide set',
      noGuide: 'guide taken back',
      usages: { unknown: 'behaviour decides', used_up: 'used up', not_used_up: 'not used up' },
    },
  },
};

export type ProductStrings = typeof productsEn;

import { counted } from '~/base/strings/counted';
import { percentEn } from '~/base/strings/write-percent';

const pointsEn = (points: string) => (points === '1' ? '1 point' : `${points} points`);

type Two = readonly [string, string];

/** The page that says how good the forecasts are. */
export const accuracyEn = {
  title: 'How accurate is it?',
  empty: 'Too early to tell',
  emptyAbout:
    'Forecasts are judged on your own past: on purchases of products that are used up, made three to six months ago, and on what followed. As soon as your store has such a past, the answer stands here; it is made anew each week.',
  basis: (count: string, customers: string, on: string) =>
    `From ${counted(count, 'purchase', 'purchases')} by ${customers} of your own customers, made three to six months before ${on}, of products that count as used up today: nobody is reminded of the others. Each was put to the model with the orders known then, without the days of supply you gave, and followed for 90 days.`,
  reordered: (count: string, customers: string) =>
    `${count} of them, of ${counted(customers, 'customer', 'customers')}, ${count === '1' ? 'was' : 'were'} followed by a reorder; only those count above, and a forecast that knew everything would reach 100%.`,
  comparison: {
    beside: (rule: string) => `Beside “${rule}”:`,
    tooFew: (reorders: string, customers: string, fewest: number) =>
      `With ${counted(reorders, 'reorder', 'reorders')} of ${counted(customers, 'customer', 'customers')} it is too early to compare the rules: what differs above can be chance. It takes ${fewest} customers who reordered.`,
    basis: (reorders: string, customers: string) =>
      `With ${counted(reorders, 'reorder', 'reorders')} of ${counted(customers, 'customer', 'customers')}`,
    range: (from: string, to: string) => `very likely lies between ${from} and ${to} points`,
    /** The basis, the points without their sign, and the range. */
    sentences: {
      chance: (basis: string, points: string, range: string) =>
        `${basis} ${points === '0' ? 'no difference can be seen' : `a difference of ${pointsEn(points)} can be chance`}: the true one ${range}.`,
      ahead: (basis: string, points: string, range: string) =>
        `${pointsEn(points)} more ${points === '1' ? 'comes' : 'come'} in time. ${basis} that is more than chance: the true difference ${range}.`,
      behind: (basis: string, points: string, range: string) =>
        `${pointsEn(points)} fewer ${points === '1' ? 'comes' : 'come'} in time. ${basis} that is more than chance: the true difference ${range}. Days of supply that you give under Products help these forecasts most.`,
    },
  },
  onTime: {
    title: 'Would a message have come in time?',
    about:
      'Of the purchases that were made again within 90 days: how often each rule’s message would have come when the customer was low.',
    inTime:
      'In time means that the reorder came on the day of the message or soon after: a message on day 21 after the purchase is in time until day 30, one on day 42 until day 60, and each for three days at least.',
    days: (fixed: string) =>
      `“The product’s usual time” writes when ${percentEn(85)} of the usual days between two purchases of the product are over, “The same delay for all” ${counted(fixed, 'day', 'days')} after each purchase. No rule writes sooner than a week after the parcel came, or after day 63, since the 90 days would not show the end of it; real reminders to slow buyers may leave later.`,
    rules: {
      carafe: 'This customer’s own forecast',
      'product-median': 'The product’s usual time',
      'fixed-delay': 'The same delay for all',
    },
    head: ['Rule', 'In time'] as Two,
  },
  calibration: {
    title: 'What was said, and what came',
    about:
      'A reorder within 30 days was said to be so likely, and came so often. The nearer both numbers are, the more a forecast can be believed.',
    tooFew: (reorders: string, customers: string) =>
      `With ${counted(reorders, 'reorder', 'reorders')} of ${counted(customers, 'customer', 'customers')} it is too early to tell: what came may differ from what was said by chance.`,
    said: 'Said',
    came: 'Came',
    likely: 'Very likely between',
    range: (from: string, to: string) => percentEn(`${from}–${to}`),
    purchases: 'Purchases',
    customers: 'Customers',
    outside: (outside: number, rows: number) =>
      outside === 0
        ? 'What was said lies within these bounds everywhere: no miss here is more than chance.'
        : `In ${outside} of ${rows} rows what was said lies outside these bounds: there the forecasts miss by more than chance.`,
    leftOut: (count: string) =>
      `${counted(count, 'purchase is', 'purchases are')} in no row: too few customers were given that chance.`,
    rangeHeld: (reorders: string, percent: string) =>
      `A customer’s page names the days between which eight chances in ten lie. Of ${counted(reorders, 'reorder', 'reorders')} within 90 days, ${percent} came between the days given for a reorder in that time; ${percentEn(80)} were said.`,
  },
  sent: {
    title: 'Reminders of the last 90 days',
    about: (count: string, until: string) =>
      `${counted(count, 'reminder', 'reminders')} until ${until}, one for each product; a mail can carry several.`,
    empty: 'No reminder has left in the last 90 days.',
    head: ['What followed', 'Reminders'] as Two,
    rows: {
      within3: 'Ordered within 3 days',
      within14: 'Ordered after 4 to 14 days',
      later: 'Ordered after more than 14 days: early',
      open: 'Not ordered within 14 days or since',
      young: 'Under 14 days old: too early to say',
    },
  },
};

export type AccuracyStrings = typeof accuracyEn;

type Two = readonly [string, string];

/** The page that says how good the forecasts are. */
export const accuracyEn = {
  title: 'How accurate is it?',
  empty: 'Too early to tell',
  emptyAbout:
    'Forecasts are judged on your own past: on purchases that were made three to six months ago, and on what followed. As soon as your store has such a past, the answer stands here; it is made anew each week.',
  basis: (count: string, on: string) =>
    `From ${count} purchases of your own customers, made three to six months before ${on}. Each was put to the model as it knew things then, and followed for 90 days.`,
  reordered: (count: string) =>
    `${count} of them were followed by a reorder; only those count above, and a forecast that knew everything would reach 100%.`,
  few: 'Under 200 such purchases, chance still plays a part in these numbers.',
  onTime: {
    title: 'Would a message have come in time?',
    about:
      'Of all purchases that were made again within 90 days: how often the message would have come when the customer was really low and shipping still fitted. For every purchase one message, on the day that each rule would have chosen among the first 63: a message is of use for a while after its day, and of a later one that could not be followed to its end within the 90 days. Real reminders to slow buyers may leave later.',
    rules: {
      carafe: 'This customer’s own forecast',
      'product-median': 'The product’s usual time',
      'fixed-delay': 'The same delay for all',
    },
    value: (percent: string) => `${percent} in time`,
    head: ['Rule', 'In time'] as Two,
  },
  calibration: {
    title: 'What was said, and what came',
    about:
      'A reorder within 30 days was said to be so likely, and came so often. The nearer both numbers are, the more a forecast can be believed.',
    said: 'Said',
    came: 'Came',
    purchases: 'Purchases',
  },
  sent: {
    title: 'Reminders of the last 90 days',
    about: 'One for each product; a mail can carry several.',
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

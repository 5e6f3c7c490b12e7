const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** Writing to one of the merchant's segments. */
export const segmentEn = {
  back: 'Customers',
  people: (total: number) => many(total, 'person in this segment', 'people in this segment'),
  nobody: 'Nobody is in this segment now',
  nobodyAbout:
    'Shopify puts in it whoever meets its conditions. Change these in Shopify, or write to customers from their own pages.',
  toCustomers: 'To the customers',
  known: (known: number, looked: number) =>
    known === looked
      ? 'Carafe knows all of them.'
      : `Carafe knows ${known.toLocaleString('en')} of ${looked.toLocaleString('en')}; it writes only to customers whose orders it has read.`,
  cut: (looked: number, total: number) =>
    `The segment is big: this looks at ${looked.toLocaleString('en')} of its ${total.toLocaleString('en')} people.`,
  mayGet: (marketing: number, anything: number) =>
    `${many(marketing, 'person', 'people')} may get marketing mail, ${many(anything, 'person', 'people')} mail about an order. Everyone else is left out, whatever you choose here.`,
  reasons: (days: number, count: number) =>
    `In the next ${days} days there is a reason to write to them ${many(count, 'time', 'times')}.`,
  noReason: (days: number) => `In the next ${days} days there is no reason to write to any of them.`,
  noReasonAbout:
    'Carafe writes when there is a reason, such as a product that runs out. For a newsletter to a whole segment, use Shopify’s own mail.',
  about:
    'Approve what waits, or bring what is planned later forward to today. Consent, holds, quiet hours and caps still decide at the last moment, and each decision can be undone for ten minutes.',
  kinds: 'Kinds of message',
  counts: (waiting: number, planned: number, held: number) =>
    [
      ...(waiting > 0 ? [`${waiting} waiting`] : []),
      ...(planned > 0 ? [`${planned} planned`] : []),
      ...(held > 0 ? [`${held} held`] : []),
    ].join(', '),
  approve: (count: number) => `Approve ${count}`,
  today: (people: number) => `Write to ${many(people, 'person', 'people')} today`,
};

export type SegmentStrings = typeof segmentEn;

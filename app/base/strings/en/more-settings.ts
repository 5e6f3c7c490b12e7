const customersEn = (count: string) => (count === '1' ? '1 customer' : `${count} customers`);

/** Words of the settings about closed days, other mail and data. */
export const moreSettingsEn = {
  contents: 'Go to a section',
  closed: {
    title: 'Closed days',
    about:
      'Nothing but word of a late parcel or a recall goes out on these days; the rest moves to the next open one.',
    days: 'Days',
    help: 'One a line: 2026-12-24, or 2026-12-24 to 2027-01-02. At most 366 days, usually none.',
    wrongLines: (count: number, lines: string) =>
      `${count === 1 ? `Line ${lines} is no day and no span` : `Lines ${lines} are no days and no spans`}. Write a day as 2026-12-24, and a span as 2026-12-24 to 2027-01-02.`,
    moreLines: (count: string) => `${count} more`,
    tooMany: (most: number) => `These are more than ${most} days.`,
    add: (count: string, country: string) =>
      count === '1'
        ? `Add the next public holiday (${country})`
        : `Add the next ${count} public holidays (${country})`,
  },
  languages: {
    title: 'Languages',
    about:
      'Carafe writes in English and German: in the customer’s language where it can, else in your store’s, else in English. Which is your store’s is set in Shopify under Settings › Languages.',
    own: (language: string, count: string) => `${language}: ${customersEn(count)}`,
    other: (language: string, count: string, writtenIn: string) =>
      `${language}: ${customersEn(count)}, written to in ${writtenIn}`,
    unknown: 'Not known',
    none: 'Nobody has bought yet.',
    amongNewest: (count: string) => `Counted among the ${count} customers who bought last.`,
    notTheirs:
      'Some are written to in a language that is not their own. Where that does not suit your store, give them a tag in Shopify and name it under “Whom never”.',
  },
  neighbours: {
    title: 'Other mail to your customers',
    about: 'What your other tools send, so that nobody hears the same thing twice.',
  },
  until: 'Until (including this day)',
  untilHelp: 'Leave empty to end it yourself.',
  data: {
    title: 'Data',
    about:
      'How long Carafe keeps what it needs for its work. Whom it must not write to stays known, without the address itself.',
    inbox: 'Keep news from Shopify',
    attempts: 'Keep tries to send',
    attribution: 'An order counts as following a mail within',
  },
};

export type MoreSettingsStrings = typeof moreSettingsEn;

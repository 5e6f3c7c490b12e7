const oneOrMore = (count: string, one: string, more: string) => `${count} ${count === '1' ? one : more}`;

/** What a setting does, what it is until somebody says otherwise, how far it goes, and how the mails look with it. */
export const settingAboutEn = {
  bounds: (from: string, to: string, usual: string) => `Between ${from} and ${to}; usually ${usual}.`,
  usually: (value: string) => `Usually ${value}.`,
  usuallyOn: 'Usually on.',
  longest: (most: number) => `At most ${most} characters.`,
  longestList: (most: number, longest: number) =>
    `At most ${oneOrMore(String(most), 'tag', 'tags')}, each of at most ${longest} characters.`,
  anyTime: 'Enter a time from 00:00 to 23:59.',
  zone: (zone: string) =>
    `Where the customer’s address does not tell a time zone, your store’s counts: ${zone}. It is set in Shopify under Settings › General.`,
  quietHours: (from: string, until: string) =>
    `In between nothing leaves but recalls and what somebody sends now; the rest waits until the quiet hours end. The same hour twice means none. Usually ${from} to ${until}.`,
  sundays:
    'What falls on a Sunday, or on the weekly day of rest of the customer’s country, goes on the next open day; only a late parcel and a recall do not wait.',
  minimumCycleDays: 'Only for what lasts at least',
  minimumCycleDaysHelp: 'What runs out sooner than that gets no reminder.',
  days: 'days',
  companies: 'Customers who ordered for a company that Shopify knows as one.',
  tags: 'Separate tags by commas; capitals do not matter.',
  holdout: (most: string) => `Usually automatic; at most ${most}.`,
  inbox: 'What Shopify told Carafe, word for word, so that a mistake can be made good from it.',
  attempts: 'When each mail was tried, and what the mail server answered.',
  attribution: 'Reports count an order as following a mail when it came within so many days.',
  brand: {
    logoNone: 'Leave it empty and the mails show the name of your store.',
    logoMissing: 'No picture comes from there. Mails would show a broken one.',
    look: 'How a mail looks',
    lookAbout: 'A reminder with what stands in these fields and in the sender above, before you save.',
    accentLight:
      'White words on it, and words of it on white, could hardly be read. The mails write links and the words on buttons dark instead.',
    lookFailed: 'A mail cannot be shown just now.',
  },
};

export type SettingAboutStrings = typeof settingAboutEn;

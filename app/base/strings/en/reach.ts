import { counted } from '~/base/strings/counted';

/** Words of the settings about whom Carafe reaches, where and how: countries, warranties, the way out. */
export const reachEn = {
  country: 'Country',
  chooseCountry: 'Choose a country',
  remove: 'Remove',
  removeOf: (country: string) => `Remove ${country}`,
  softOptIn: {
    title: 'Buyers who did not subscribe',
    about:
      'Some laws let you write about similar goods of your own to people who bought from you and could say no at checkout.',
    means:
      'Name a country only if your checkout tells buyers there that they may get such mail and lets them refuse. Carafe takes your word for it. It then writes to those who bought from that day on, never to anybody who unsubscribed.',
    none: 'No country is named, so reminders go to subscribers only, as is usual.',
    add: 'Add a country',
    since: 'The checkout says so since',
    effect: (count: string, of: string) =>
      of === '0'
        ? 'No buyer there is without a subscription at present.'
        : `${count} of ${counted(of, 'buyer', 'buyers')} there without a subscription bought since then and may be written to.`,
    effectOfNewest: (newest: string, count: string, of: string) =>
      of === '0'
        ? `Of your newest ${newest} buyers, none there is without a subscription at present.`
        : `Of your newest ${newest} buyers, ${count} of ${of} there without a subscription bought since then and may be written to.`,
  },
  paused: {
    title: 'Pause a country',
    about:
      'Holds all mail to customers in a country, order mail too. Only recalls go on. Where the country is not known, mail goes on.',
    none: 'No country is paused, as is usual.',
    add: 'Pause a country',
    resume: 'Resume',
    resumeOf: (country: string) => `Resume ${country}`,
    effect: (count: string) =>
      count === '0'
        ? 'Nothing is planned there at present.'
        : `${counted(count, 'planned message is', 'planned messages are')} concerned.`,
    effectOfFirst: (first: string, count: string) =>
      count === '0'
        ? `Of the ${first} messages that are due first, none goes there.`
        : `Of the ${first} messages that are due first, ${count === '1' ? '1 goes there and is' : `${count} go there and are`} concerned.`,
    banner: (names: string) => `Mail to ${names} is paused`,
    bannerAbout: 'Messages keep their place and are judged again when you resume.',
    bannerAction: 'Open the settings',
  },
  warranty: {
    price: 'Only for things that cost at least',
    priceHelp: (from: string, to: string, usual: string) =>
      `Between ${from} and ${to}, for one piece. Leave empty for ${usual}, as is usual.`,
    months: 'Usual warranty, in months',
    monthsHelp: (from: number, to: number) =>
      `For products without a figure of their own. Between ${from} and ${to}; leave empty for none, as is usual.`,
    effect: (count: string, of: string) =>
      of === '0'
        ? 'No product has a warranty yet.'
        : `${count} of ${counted(of, 'product', 'products')} with a warranty ${count === '1' ? 'costs' : 'cost'} that much.`,
  },
  channel: {
    label: 'Goes out',
    names: { email: 'By mail', flow: 'By Shopify Flow' },
    email: 'Carafe writes and sends the mail, as is usual.',
    flow: (trigger: string) =>
      `Carafe says when, and your workflow in Shopify Flow does the rest. It must begin with “${trigger}”; without one the customer gets nothing. By mail is usual.`,
  },
};

export type ReachStrings = typeof reachEn;

import type { ShopSettings } from '~/base/settings/shop-settings';
import { capRefusal } from '~/outreach/planning/frequency-cap';
import type { RecentMail } from '~/outreach/planning/gate-facts';

type Caps = ShopSettings['caps'];

/** A mail of last month: to whom, on which day, of which class. */
export interface SentMail extends RecentMail {
  readonly customerId: string;
}

/** For each cap and each value that it may take: how many of last month's mails it would have moved. */
export interface CapEffect {
  readonly mails: number;
  readonly moved: Readonly<Record<keyof Caps, Readonly<Record<string, number>>>>;
}

const bounds: Readonly<Record<keyof Caps, readonly [from: number, to: number]>> = {
  perWeek: [1, 7],
  perMonth: [1, 20],
  marketingPerWeek: [0, 7],
};

/** One cap at a time is changed; the others stay as they are stored. */
export function capEffect(mails: readonly SentMail[], caps: Caps): CapEffect {
  const byCustomer = new Map<string, SentMail[]>();
  for (const mail of [...mails].sort((a, b) => a.on - b.on)) {
    const group = byCustomer.get(mail.customerId);
    if (group) group.push(mail);
    else byCustomer.set(mail.customerId, [mail]);
  }
  const groups = [...byCustomer.values()];
  const effectOf = (cap: keyof Caps) => {
    const [from, to] = bounds[cap];
    return Object.fromEntries(
      Array.from({ length: to - from + 1 }, (_, index) => {
        const value = from + index;
        return [String(value), movedOfAll(groups, { ...caps, [cap]: value })];
      }),
    );
  };
  return {
    mails: mails.length,
    moved: {
      perWeek: effectOf('perWeek'),
      perMonth: effectOf('perMonth'),
      marketingPerWeek: effectOf('marketingPerWeek'),
    },
  };
}

/** Most customers got one or two mails: too few to reach any cap. */
function movedOfAll(groups: readonly (readonly SentMail[])[], caps: Caps): number {
  const lowest = Math.min(caps.perWeek, caps.perMonth, caps.marketingPerWeek);
  return groups.reduce((sum, group) => (group.length > lowest ? sum + movedOf(group, caps) : sum), 0);
}

/** In the order in which they went: what the caps refuse on its day would have gone on another. */
function movedOf(mails: readonly SentMail[], caps: Caps): number {
  const kept: SentMail[] = [];
  for (const mail of mails) {
    const refused = capRefusal(mail.on, mail.class, { others: kept, caps });
    if (refused?.code !== 'cap') kept.push(mail);
  }
  return mails.length - kept.length;
}

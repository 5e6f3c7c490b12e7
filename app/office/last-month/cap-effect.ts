import type { ShopSettings } from '~/base/settings/shop-settings';
import { settingBounds } from '~/base/vocabulary/setting-bounds';
import { fullCap } from '~/outreach/planning/frequency-cap';
import type { RecentMail } from '~/outreach/planning/gate-facts';

type Caps = ShopSettings['caps'];

/** The mails that a customer got last month, in the order in which they went, and how many customers got just these. */
export interface SentToCustomers {
  readonly customers: number;
  readonly mails: readonly Pick<RecentMail, 'on' | 'class'>[];
}

/** For each cap and each value that it may take: how many of last month's mails it would have moved. */
export interface CapEffect {
  readonly mails: number;
  readonly moved: Readonly<Record<keyof Caps, Readonly<Record<string, number>>>>;
}

/** One cap at a time is changed; the others stay as they are stored. */
export function capEffect(sent: readonly SentToCustomers[], caps: Caps): CapEffect {
  const effectOf = (cap: keyof Caps) => {
    const { from, to } = settingBounds[`caps.${cap}`];
    return Object.fromEntries(
      Array.from({ length: to - from + 1 }, (_, index) => {
        const value = from + index;
        return [String(value), movedOfAll(sent, { ...caps, [cap]: value })];
      }),
    );
  };
  return {
    mails: sent.reduce((sum, { customers, mails }) => sum + customers * mails.length, 0),
    moved: {
      perWeek: effectOf('perWeek'),
      perMonth: effectOf('perMonth'),
      marketingPerWeek: effectOf('marketingPerWeek'),
    },
  };
}

/** Most customers got one or two mails: too few to reach any cap. */
function movedOfAll(sent: readonly SentToCustomers[], caps: Caps): number {
  const lowest = Math.min(caps.perWeek, caps.perMonth, caps.marketingPerWeek);
  return sent.reduce(
    (sum, { customers, mails }) => (mails.length > lowest ? sum + customers * movedOf(mails, caps) : sum),
    0,
  );
}

/** In the order in which they went: what the caps refuse on its day would have gone on another. */
function movedOf(mails: SentToCustomers['mails'], caps: Caps): number {
  const kept: SentToCustomers['mails'][number][] = [];
  for (const mail of mails) if (!fullCap(mail.on, mail.class, { others: kept, caps })) kept.push(mail);
  return mails.length - kept.length;
}

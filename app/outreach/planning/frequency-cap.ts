import type { ShopSettings } from '~/base/settings/shop-settings';
import type { MessageClass } from '~/base/vocabulary/kinds';
import type { RecentMail } from '~/outreach/planning/gate-facts';

/** Mails of different classes keep so many days between them. */
const CLASS_GAP_DAYS = 3;

interface FullCap {
  readonly code: 'cap';
  readonly limit: number;
  readonly days: number;
}

export type CapRefusal = FullCap | { readonly code: 'class-gap'; readonly otherKind: string };

type CountedMail = Pick<RecentMail, 'on' | 'class'>;

/**
 * May a mail of `mailClass` go on `day`, given the others that went or are planned? Null: yes.
 *
 * No window of 7 (30) days that contains the day may hold more mails than the cap, looking back and ahead; transactional
 * ones are never refused, but count. A mail of another class within 3 days sends this one away: the plan places mails in
 * the order of their rank, so the one that is already there outranks it or has gone out.
 */
export function capRefusal(
  day: number,
  mailClass: MessageClass,
  rules: { readonly others: readonly RecentMail[]; readonly caps: ShopSettings['caps'] },
): CapRefusal | null {
  if (mailClass === 'transactional') return null;
  const full = fullCap(day, mailClass, rules);
  if (full) return full;
  const near = rules.others.find(
    (mail) => mail.class !== mailClass && Math.abs(mail.on - day) < CLASS_GAP_DAYS,
  );
  return near ? { code: 'class-gap', otherKind: near.kind } : null;
}

/** The cap alone that a mail of this class would break on that day. */
export function fullCap(
  day: number,
  mailClass: MessageClass,
  { others, caps }: { readonly others: readonly CountedMail[]; readonly caps: ShopSettings['caps'] },
): FullCap | null {
  if (mailClass === 'transactional') return null;
  for (const [days, limit] of [
    [7, caps.perWeek],
    [30, caps.perMonth],
  ] as const) {
    if (fullestWindow(day, days, others) >= limit) return { code: 'cap', limit, days };
  }
  if (mailClass === 'marketing') {
    const marketing = others.filter((mail) => mail.class === 'marketing');
    if (fullestWindow(day, 7, marketing) >= caps.marketingPerWeek) {
      return { code: 'cap', limit: caps.marketingPerWeek, days: 7 };
    }
  }
  return null;
}

/** The caps of a customer who asked for fewer mails: half of the shop's, and at least one a month. */
export function fewerCaps(caps: ShopSettings['caps']): ShopSettings['caps'] {
  return {
    perWeek: Math.ceil(caps.perWeek / 2),
    perMonth: Math.max(1, Math.floor(caps.perMonth / 2)),
    marketingPerWeek: Math.min(caps.marketingPerWeek, Math.ceil(caps.perWeek / 2)),
  };
}

/** The most mails in any window of `days` days that contains `day`, without the mail in question. */
function fullestWindow(day: number, days: number, others: readonly CountedMail[]): number {
  let most = 0;
  for (let start = day - days + 1; start <= day; start++) {
    let count = 0;
    for (const mail of others) if (mail.on >= start && mail.on < start + days) count++;
    if (count > most) most = count;
  }
  return most;
}

import { isoDay } from '~/base/lib/days';
import type { ShopSettings } from '~/base/settings/shop-settings';
import type { Kind, MessageClass } from '~/base/vocabulary/kinds';
import { openDayRule } from '~/outreach/planning/gates';
import { isOpenDay, type OpenDayRule } from '~/outreach/planning/open-days';

/** A mail of last month as its customer's calendar has it. */
export interface SentOn {
  readonly day: number;
  readonly countryCode: string | null;
  readonly kind: Kind;
  readonly class: MessageClass;
}

/** On what days last month's mails left that other settings would have kept free of them. */
export interface DayEffect {
  /** On the weekly day of rest of its customer's country. */
  readonly atRest: number;
  /** By calendar day, 'YYYY-MM-DD': those that a closed day would have moved. */
  readonly onDay: Readonly<Record<string, number>>;
  /** By weekday, Monday first: those that a campaign of the merchant's would have moved. */
  readonly onWeekday: readonly number[];
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
type Closing = Partial<Pick<ShopSettings, 'closedOn' | 'campaignWeekdays'>> & { readonly sundaysOff?: true };

/** Each setting is asked by itself, by the rule that places mails on open days. */
export function dayEffect(
  sent: readonly SentOn[],
  shop: { readonly countryCode: string | null; readonly settings: ShopSettings },
): DayEffect {
  const alike = new Map<string, Alike>();
  for (const mail of sent) {
    const key = `${mail.day} ${mail.countryCode} ${mail.kind} ${mail.class}`;
    const known = alike.get(key);
    if (known) known.count++;
    else alike.set(key, { mail, count: 1 });
  }
  const all = [...alike.values()];
  const moved = (mails: readonly Alike[], closing: Closing) =>
    mails.reduce(
      (sum, { mail, count }) => (isOpenDay(mail.day, ruleOf(mail, shop, closing)) ? sum : sum + count),
      0,
    );
  const byDay = new Map<number, Alike[]>();
  for (const one of all) byDay.set(one.mail.day, [...(byDay.get(one.mail.day) ?? []), one]);
  return {
    atRest: moved(all, { sundaysOff: true }),
    // A closed day moves its own mails alone.
    onDay: Object.fromEntries(
      [...byDay].map(([day, its]) => [isoDay(day), moved(its, { closedOn: [isoDay(day)] })]),
    ),
    onWeekday: weekdays.map((weekday) => moved(all, { campaignWeekdays: [weekday] })),
  };
}

/** How many mails are the same in all that the rule asks about. */
interface Alike {
  readonly mail: SentOn;
  count: number;
}

/** The rule of such a mail with nothing closed but what is asked about. */
function ruleOf(
  mail: SentOn,
  { countryCode, settings }: Parameters<typeof dayEffect>[1],
  { closedOn = [], campaignWeekdays = [], sundaysOff }: Closing,
): OpenDayRule {
  const quiet = { ...settings.quiet, sundaysOff: sundaysOff ?? false };
  const shop = { countryCode, settings: { ...settings, quiet, closedOn, campaignWeekdays } };
  return {
    ...openDayRule({ customer: { countryCode: mail.countryCode }, shop }, mail),
    workingDays: false,
  };
}
